import { ArgoAutomation, argocdPause } from "@holdfast/contracts/commands/argocd-pause";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { ARGO_APPLICATION } from "../kube/argo-applications";
import { defineCommand } from "./define-command";

/** How an Application is synchronised by itself. The whole map, because an empty one switches it on, and older versions know no switch within. */
export const argoAutomation = declaredFields({
  kind: ARGO_APPLICATION,
  values: ArgoAutomation,
  pointers: { automated: "/spec/syncPolicy/automated" },
});

/** `argocd.pause`: whether and how an Application is synchronised by itself, and nothing else of it. */
export const pauseArgocd = defineCommand({
  contract: argocdPause,
  rbac: maySet(argoAutomation),
  handle: ({ kube }, order) => setFields(kube, argoAutomation, order),
});
