import type { HealthAssessment } from "@holdfast/contracts/health";
import { isBehind, isTerminating, type KubeObject } from "./kube-object";
import { soMany, verdict } from "./verdict";

interface DaemonSet extends KubeObject {
  readonly spec?: { readonly updateStrategy?: { readonly type?: string } };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

/** One pod a node: updated first, then available. With OnDelete the update waits for people and is no fault. */
export function assessDaemonSet(set: DaemonSet): HealthAssessment {
  const { spec, status } = set;
  if (isTerminating(set)) return verdict("Progressing", "Terminating");
  if (isBehind(set, status?.observedGeneration)) return verdict("Progressing", "Pending", "The controller has not seen the newest spec.");
  const desired = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  if (spec?.updateStrategy?.type !== "OnDelete" && updated < desired)
    return verdict("Progressing", "RollingOut", soMany(updated, desired, "nodes are updated."));
  const available = status?.numberAvailable ?? 0;
  if (available < desired) return verdict("Progressing", "Unavailable", soMany(available, desired, "nodes have it available."));
  return verdict("Healthy", "Available");
}
