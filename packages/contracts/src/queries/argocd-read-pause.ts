import { ArgoApplicationStatus } from "../argo-application";
import { ArgoAutomation } from "../commands/argocd-pause";
import { readsFields } from "../declared-fields";

/** How an Argo CD Application is synchronised by itself, and what it is doing. */
export const argocdReadPause = readsFields("argocd.read-pause", ArgoAutomation, ArgoApplicationStatus);
