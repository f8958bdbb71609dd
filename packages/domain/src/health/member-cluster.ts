import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface MemberCluster extends KubeObject {
  readonly spec?: { readonly hubAcceptsClient?: boolean };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly ready?: boolean };
}

/** What a control plane last heard of one of its members: its word, and its reason when it is not a yes. */
function heard(found: Condition | undefined): HealthAssessment {
  if (!found) return verdict("Progressing", "Pending", "Its control plane has not said yet how it is.");
  if (found.status === "True") return verdict("Healthy", "Ready");
  if (found.status === "False") return verdict("Degraded", found.reason || "NotReady", found.message);
  return verdict("Unknown", found.reason || "Unknown", found.message);
}

/** A cluster of Rancher, in both of its groups, and a member of Karmada: `Ready`. */
export const assessMemberCluster = (cluster: MemberCluster): HealthAssessment =>
  isTerminating(cluster) ? verdict("Progressing", "Terminating") : heard(condition(cluster.status?.conditions, "Ready"));

/** A managed cluster of Open Cluster Management: accepted by its hub, then available. */
export function assessManagedCluster(cluster: MemberCluster): HealthAssessment {
  if (isTerminating(cluster)) return verdict("Progressing", "Terminating");
  if (cluster.spec?.hubAcceptsClient !== true) return verdict("Suspended", "NotAccepted", "Its hub has not accepted it.");
  return heard(condition(cluster.status?.conditions, "ManagedClusterConditionAvailable"));
}
