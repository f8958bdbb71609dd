import type { PlanStepView } from "@holdfast/contracts/plan";
import type { PlanStep, StepAction } from "@holdfast/contracts/plan-step";
import type { StepForm } from "@holdfast/contracts/step-form";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { stepCluster, stepEffects, stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { otherAction } from "@holdfast/domain/plan/step-in-mode";

const stepForm = (action: StepAction): StepForm => ({
  use: action.use,
  clusterName: stepCluster(action),
  ...describeStep(action),
  effect: stepEffects[action.use],
});

/** One step of a plan in words; `set` is the parallel set that it belongs to. */
export function planStepView(step: PlanStep, set: string | null): PlanStepView {
  const other = otherAction(step);
  return {
    name: step.name,
    set,
    ...stepForm(step),
    ungraceful: other ? stepForm(other) : step.ungraceful === "skip" ? "skip" : null,
    onFailure: step.onFailure,
    retry: step.retry ?? null,
    timeoutSeconds: stepTimeoutSeconds(step),
  };
}
