import { ArgoApplicationStatus } from "../argo-application";
import { ArgoOperation } from "../commands/argocd-sync";
import { readsFields } from "../declared-fields";

/** The operation that waits to be begun, and what Argo CD says of the last one. */
export const argocdReadSync = readsFields("argocd.read-sync", ArgoOperation, ArgoApplicationStatus);
