import { argocdReadSync } from "@holdfast/contracts/queries/argocd-read-sync";
import { argoOperation } from "../commands/argocd-sync";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { argoStatus } from "../kube/argo-applications";
import { defineQuery } from "./define-query";

/** `argocd.read-sync`: the operation that waits to be begun, and what Argo CD says of the last one. */
export const readArgocdSync = defineQuery({
  contract: argocdReadSync,
  rbac: [mayGet(argoOperation)],
  handle: ({ kube }, target) => readFields(kube, argoOperation, target, argoStatus),
});
