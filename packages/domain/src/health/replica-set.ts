import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isBehind, isTerminating, type KubeObject } from "./kube-object";
import { soMany, verdict } from "./verdict";

interface ReplicaSet extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly availableReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** Old revisions stand at zero replicas and are well; a set that may not create pods (quota, admission) is Degraded. */
export function assessReplicaSet(set: ReplicaSet): HealthAssessment {
  const { spec, status } = set;
  if (isTerminating(set)) return verdict("Progressing", "Terminating");
  const failure = condition(status?.conditions, "ReplicaFailure");
  if (failure?.status === "True") return verdict("Degraded", failure.reason ?? "ReplicaFailure", failure.message);
  if (isBehind(set, status?.observedGeneration)) return verdict("Progressing", "Pending", "The controller has not seen the newest spec.");
  const desired = spec?.replicas ?? 1;
  const available = status?.availableReplicas ?? 0;
  if (available < desired) return verdict("Progressing", "Unavailable", soMany(available, desired, "replicas are available."));
  return desired === 0 ? verdict("Healthy", "ScaledDown") : verdict("Healthy", "Available");
}
