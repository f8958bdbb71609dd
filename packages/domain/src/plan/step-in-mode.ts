import type { PlanStep, StepAction } from "@holdfast/contracts/plan-step";
import type { RunMode } from "@holdfast/contracts/run-mode";

/** What a run of a mode does as this step; null when it leaves the step out. */
export function stepInMode(step: PlanStep, mode: RunMode): PlanStep | null {
  const { ungraceful } = step;
  if (mode === "graceful" || ungraceful === undefined) return step;
  return ungraceful === "skip" ? null : { ...step, ...ungraceful };
}

/** What a step does in a run of one mode or the other; `mode` is absent where it is the same in both. */
export function formsOf(step: PlanStep): readonly { readonly step: PlanStep; readonly mode?: RunMode }[] {
  if (step.ungraceful === undefined) return [{ step }];
  const other = stepInMode(step, "ungraceful");
  return [{ step, mode: "graceful" }, ...(other ? [{ step: other, mode: "ungraceful" } as const] : [])];
}

/** What is done when the primary is lost, where that is another action than otherwise. */
export const otherAction = ({ ungraceful }: PlanStep): StepAction | null => (typeof ungraceful === "object" ? ungraceful : null);
