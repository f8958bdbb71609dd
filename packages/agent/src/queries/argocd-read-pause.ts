import { argocdReadPause } from "@holdfast/contracts/queries/argocd-read-pause";
import { argoAutomation } from "../commands/argocd-pause";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { argoStatus } from "../kube/argo-applications";
import { defineQuery } from "./define-query";

/** `argocd.read-pause`: how an Application is synchronised by itself now, and what it is doing. */
export const readArgocdPause = defineQuery({
  contract: argocdReadPause,
  rbac: [mayGet(argoAutomation)],
  handle: ({ kube }, target) => readFields(kube, argoAutomation, target, argoStatus),
});
