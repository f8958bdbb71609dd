import { ArgoOperation, argocdSync } from "@holdfast/contracts/commands/argocd-sync";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { ARGO_APPLICATION } from "../kube/argo-applications";
import { defineCommand } from "./define-command";

/** The operation that is asked of Argo CD. */
export const argoOperation = declaredFields({ kind: ARGO_APPLICATION, values: ArgoOperation, pointers: { operation: "/operation" } });

/** `argocd.sync`: asks for one operation on an Application, and nothing else of it. */
export const syncArgocd = defineCommand({
  contract: argocdSync,
  rbac: maySet(argoOperation),
  handle: ({ kube }, order) => setFields(kube, argoOperation, order),
});
