import { ArgoApplicationStatus } from "../argo-application";
import { ArgoDestination } from "../commands/argocd-retarget";
import { readsFields } from "../declared-fields";

/** Where an Argo CD Application goes, and what it is doing. */
export const argocdReadDestination = readsFields("argocd.read-destination", ArgoDestination, ArgoApplicationStatus);
