import type { PlanStepView } from "@holdfast/contracts/plan";
import type { StepVariant } from "@holdfast/contracts/run-mode";

/** A step as a run of one mode does it. `variant` is null where both modes do the same. */
export type StepInMode = PlanStepView & { readonly variant: StepVariant | null };

/** The steps of a plan as a run of that mode does them; one that is left out keeps its place. */
export const stepsInMode = (steps: readonly PlanStepView[], mode: "graceful" | "ungraceful"): readonly StepInMode[] =>
  steps.map((step) => {
    if (step.ungraceful === null) return { ...step, variant: null };
    if (mode === "graceful") return { ...step, variant: mode };
    if (step.ungraceful === "skip") return { ...step, variant: "leftOut" };
    // Without phrases of its own it has none: those of the other form are not its own.
    return { ...step, phrases: undefined, ...step.ungraceful, variant: mode };
  });
