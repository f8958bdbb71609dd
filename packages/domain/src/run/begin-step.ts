import type { StepState } from "@holdfast/contracts/failover-phase";
import type { StepChange } from "./run-change";
import type { StepProgress } from "./run-progress";

const firstState = (step: StepProgress): StepState => {
  if (step.waitsForPeople) return "AwaitingApproval";
  return step.effect === "changes" ? "Preflight" : "Verifying";
};

const firstMessage = (step: StepProgress): string => {
  if (step.waitsForPeople) return "waiting for approval";
  return step.effect === "changes" ? "checking before anything is sent" : "looking";
};

/** A fresh attempt of a step. Changing steps are checked first, the others go straight to looking. */
export const beginStep = (step: StepProgress): StepChange => ({
  step: step.index,
  attempt: step.attempt + 1,
  transition: "started",
  to: firstState(step),
  message: firstMessage(step),
  detail: {},
});

/** Gives an attempt up, because it is certain that it had no effect, and begins the next. */
export function beginAgain(step: StepProgress, because: string): [StepChange, StepChange] {
  const givenUp: StepChange = {
    step: step.index,
    attempt: step.attempt,
    transition: "failed",
    to: step.reached.includes("sent") ? "Unknown" : "Failed",
    message: because,
    detail: { because, hadEffect: false },
  };
  return [givenUp, beginStep(step)];
}
