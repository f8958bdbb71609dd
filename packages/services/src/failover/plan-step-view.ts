import type { PlanStepView } from "@holdfast/contracts/plan";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { stepCluster, stepEffects, stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";

/** One step of a plan in words. */
export const planStepView = (step: PlanStep): PlanStepView => ({
  name: step.name,
  use: step.use,
  clusterName: stepCluster(step),
  ...describeStep(step),
  effect: stepEffects[step.use],
  onFailure: step.onFailure,
  timeoutSeconds: stepTimeoutSeconds(step),
});
