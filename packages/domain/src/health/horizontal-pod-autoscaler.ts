import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface HorizontalPodAutoscaler extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** An autoscaler that cannot read its metrics or its target is Degraded: nobody scales that workload now. */
export function assessHorizontalPodAutoscaler(hpa: HorizontalPodAutoscaler): HealthAssessment {
  if (isTerminating(hpa)) return verdict("Progressing", "Terminating");
  const conditions = hpa.status?.conditions;
  const able = condition(conditions, "AbleToScale");
  if (able?.status === "False") return verdict("Degraded", able.reason ?? "UnableToScale", able.message);
  const active = condition(conditions, "ScalingActive");
  if (active?.status === "False")
    return active.reason === "ScalingDisabled"
      ? verdict("Suspended", "ScalingDisabled", active.message)
      : verdict("Degraded", active.reason ?? "ScalingInactive", active.message);
  if (!able && !active) return verdict("Progressing", "Pending", "The autoscaler has not been looked at yet.");
  const limited = condition(conditions, "ScalingLimited");
  if (limited?.status === "True" && limited.reason === "TooManyReplicas") return verdict("Healthy", "AtMaximum", limited.message);
  return verdict("Healthy", "Active");
}
