import { ArgoDestination, argocdRetarget } from "@holdfast/contracts/commands/argocd-retarget";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { ARGO_APPLICATION } from "../kube/argo-applications";
import { defineCommand } from "./define-command";

/** Where an Application goes. */
export const argoDestination = declaredFields({
  kind: ARGO_APPLICATION,
  values: ArgoDestination,
  pointers: { server: "/spec/destination/server", name: "/spec/destination/name", namespace: "/spec/destination/namespace" },
});

/** `argocd.retarget`: the destination of an Application, and nothing else of it. */
export const retargetArgocd = defineCommand({
  contract: argocdRetarget,
  rbac: maySet(argoDestination),
  handle: ({ kube }, order) => setFields(kube, argoDestination, order),
});
