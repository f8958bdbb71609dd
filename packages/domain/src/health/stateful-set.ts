import type { HealthAssessment } from "@holdfast/contracts/health";
import { isBehind, isTerminating, type KubeObject } from "./kube-object";
import { soMany, verdict } from "./verdict";

interface StatefulSet extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
  };
}

/** Ready replicas first, then the revision; a partition is a deliberate stop and counts as done once its share is updated. */
export function assessStatefulSet(set: StatefulSet): HealthAssessment {
  const { spec, status } = set;
  if (isTerminating(set)) return verdict("Progressing", "Terminating");
  if (!status?.observedGeneration || isBehind(set, status.observedGeneration))
    return verdict("Progressing", "Pending", "The controller has not seen the newest spec.");
  const desired = spec?.replicas ?? 1;
  const ready = status.readyReplicas ?? 0;
  if (ready < desired) return verdict("Progressing", "Unavailable", soMany(ready, desired, "replicas are ready."));
  if (spec?.updateStrategy?.type === "OnDelete") return verdict("Healthy", "Available");
  const updated = status.updatedReplicas ?? 0;
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (partition > 0) {
    const share = Math.max(0, desired - partition);
    return updated < share
      ? verdict("Progressing", "RollingOut", soMany(updated, share, "replicas of the partition are updated."))
      : verdict("Healthy", "Partitioned");
  }
  if (status.updateRevision !== status.currentRevision)
    return verdict("Progressing", "RollingOut", soMany(updated, desired, "replicas are updated."));
  return desired === 0 ? verdict("Healthy", "ScaledDown") : verdict("Healthy", "Available");
}
