import { argocdReadDestination } from "@holdfast/contracts/queries/argocd-read-destination";
import { argoDestination } from "../commands/argocd-retarget";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { argoStatus } from "../kube/argo-applications";
import { defineQuery } from "./define-query";

/** `argocd.read-destination`: where an Application goes now, and what it is doing. */
export const readArgocdDestination = defineQuery({
  contract: argocdReadDestination,
  rbac: [mayGet(argoDestination)],
  handle: ({ kube }, target) => readFields(kube, argoDestination, target, argoStatus),
});
