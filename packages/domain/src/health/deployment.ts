import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isBehind, isTerminating, type KubeObject } from "./kube-object";
import { soMany, verdict } from "./verdict";

interface Deployment extends KubeObject {
  readonly spec?: { readonly replicas?: number; readonly paused?: boolean };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** A rollout in hand is Progressing until its deadline; a finished one that lost its minimum of replicas is Degraded. */
export function assessDeployment(deployment: Deployment): HealthAssessment {
  const { spec, status } = deployment;
  if (isTerminating(deployment)) return verdict("Progressing", "Terminating");
  const progressing = condition(status?.conditions, "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") return verdict("Degraded", "ProgressDeadlineExceeded", progressing.message);
  const failure = condition(status?.conditions, "ReplicaFailure");
  if (failure?.status === "True") return verdict("Degraded", failure.reason ?? "ReplicaFailure", failure.message);
  if (spec?.paused) return verdict("Suspended", "Paused", "The rollout is paused.");
  if (isBehind(deployment, status?.observedGeneration))
    return verdict("Progressing", "Pending", "The controller has not seen the newest spec.");
  const desired = spec?.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  if (updated < desired) return verdict("Progressing", "RollingOut", soMany(updated, desired, "replicas are updated."));
  if ((status?.replicas ?? 0) > updated)
    return verdict("Progressing", "RollingOut", `${(status?.replicas ?? 0) - updated} old replicas wait for their end.`);
  if (available < desired) {
    const isRolledOut = progressing?.reason === "NewReplicaSetAvailable";
    const hasMinimum = condition(status?.conditions, "Available")?.status !== "False";
    return verdict(
      isRolledOut && !hasMinimum ? "Degraded" : "Progressing",
      "Unavailable",
      soMany(available, desired, "replicas are available."),
    );
  }
  return desired === 0 ? verdict("Healthy", "ScaledDown") : verdict("Healthy", "Available");
}
