import type { HealthAssessment } from "@holdfast/contracts/health";
import { isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface PersistentVolume extends KubeObject {
  readonly status?: { readonly phase?: string; readonly message?: string; readonly reason?: string };
}

/** Available, Bound and Released are states of a well volume; Failed means that its reclamation went wrong. */
export function assessPersistentVolume(volume: PersistentVolume): HealthAssessment {
  const phase = volume.status?.phase ?? "Pending";
  if (phase === "Failed") return verdict("Degraded", "Failed", volume.status?.message ?? volume.status?.reason);
  if (isTerminating(volume)) return verdict("Progressing", "Terminating");
  return verdict(phase === "Pending" ? "Progressing" : "Healthy", phase);
}
