import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isBehind, isTerminating, type KubeObject } from "./kube-object";
import { soMany, verdict } from "./verdict";

interface PodDisruptionBudget extends KubeObject {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly currentHealthy?: number;
    readonly desiredHealthy?: number;
    readonly disruptionsAllowed?: number;
    readonly expectedPods?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** Degraded when fewer pods are well than the budget demands; a budget that allows no eviction now is well, and says so. */
export function assessPodDisruptionBudget(budget: PodDisruptionBudget): HealthAssessment {
  const status = budget.status;
  if (isTerminating(budget)) return verdict("Progressing", "Terminating");
  const allowed = condition(status?.conditions, "DisruptionAllowed");
  if (allowed?.reason === "SyncFailed") return verdict("Degraded", "SyncFailed", allowed.message);
  if (isBehind(budget, status?.observedGeneration))
    return verdict("Progressing", "Pending", "The controller has not seen the newest spec.");
  const current = status?.currentHealthy ?? 0;
  const desired = status?.desiredHealthy ?? 0;
  if (current < desired) return verdict("Degraded", "Breached", soMany(current, desired, "pods that the budget demands are healthy."));
  if ((status?.expectedPods ?? 0) > 0 && status?.disruptionsAllowed === 0)
    return verdict("Healthy", "Blocking", "No pod may be evicted now: a drain of its node waits.");
  return verdict("Healthy", "Kept");
}
