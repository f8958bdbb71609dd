import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface PersistentVolumeClaim extends KubeObject {
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] };
}

/** Bound is well, Lost is lost; a resize in hand is Progressing. */
export function assessPersistentVolumeClaim(claim: PersistentVolumeClaim): HealthAssessment {
  const phase = claim.status?.phase ?? "Pending";
  if (phase === "Lost") return verdict("Degraded", "Lost", "The volume behind this claim is gone.");
  if (isTerminating(claim)) return verdict("Progressing", "Terminating");
  if (phase !== "Bound") return verdict("Progressing", phase);
  const resizing = claim.status?.conditions?.find(
    (each) => each.status === "True" && (each.type === "Resizing" || each.type === "FileSystemResizePending"),
  );
  return resizing ? verdict("Progressing", resizing.type ?? "Resizing", resizing.message) : verdict("Healthy", "Bound");
}
