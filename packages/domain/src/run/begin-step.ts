import type { StepState } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { StepChange } from "./run-change";
import type { StepProgress } from "./run-progress";

const firstState = (step: StepProgress): StepState => {
  if (step.waitsForPeople) return "AwaitingApproval";
  return step.effect === "changes" ? "Preflight" : "Verifying";
};

const firstText = (step: StepProgress): Worded => {
  if (step.waitsForPeople) return worded("WaitingForApproval");
  return worded(step.effect === "changes" ? "CheckingFirst" : "Looking");
};

/** A fresh attempt of a step. Changing steps are checked first, the others go straight to looking. */
export const beginStep = (step: StepProgress): StepChange => ({
  step: step.index,
  attempt: step.attempt + 1,
  transition: "started",
  to: firstState(step),
  ...firstText(step),
  detail: {},
});

/** Gives an attempt up, because it is certain that it had no effect, and begins the next. */
export function beginAgain(step: StepProgress, because: Worded): [StepChange, StepChange] {
  const givenUp: StepChange = {
    step: step.index,
    attempt: step.attempt,
    transition: "failed",
    to: step.reached.includes("sent") ? "Unknown" : "Failed",
    ...because,
    detail: { because: because.message, hadEffect: false },
  };
  return [givenUp, beginStep(step)];
}
