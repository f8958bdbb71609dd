import type { HealthAssessment } from "@holdfast/contracts/health";
import type { KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface WarningEvent extends KubeObject {
  readonly type?: string;
  readonly message?: string;
  readonly note?: string;
}

/** A warning is bad news about another object: Degraded, with the message as reason. */
export function assessWarningEvent(event: WarningEvent): HealthAssessment {
  if (event.type !== "Warning") return verdict("Healthy", event.type ?? "Normal");
  return verdict("Degraded", "Warning", event.message ?? event.note);
}
