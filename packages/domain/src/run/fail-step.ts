import type { RunPhase, StepState } from "@holdfast/contracts/failover-phase";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import type { OnFailure } from "@holdfast/contracts/plan-step";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { RunChange } from "./run-change";
import { type RunProgress, type StepProgress, stepsToUndo } from "./run-progress";

/** Why a step ended without success. `unknown`: its order was sent and nobody can say what became of it. */
export interface Failure extends Worded {
  readonly outcome: "failed" | "unknown";
  readonly reason: string;
}

// The journal keeps it as plain JSON, which a phrase is.
const detailOf = ({ outcome, reason, message, phrase }: Failure) => ({
  outcome,
  reason,
  because: message,
  ...(phrase && { phrase: phrase as unknown as Json }),
});

/** A plan's `onFailure` can't decide about an effect that may or may not be there, unless it says to go on or to undo. */
const afterUnknown: Readonly<Record<OnFailure, RunPhase | null>> = {
  pause: "NeedsOperator",
  skip: null,
  undo: "Undoing",
  abort: "NeedsOperator",
};
const afterFailed: Readonly<Record<OnFailure, RunPhase | null>> = { pause: "Paused", skip: null, undo: "Undoing", abort: "Failed" };

/** The attempt has ended without success: the step and, as its plan says, the run. */
export function failStep(step: StepProgress, failure: Failure): RunChange {
  const to = (failure.outcome === "unknown" ? afterUnknown : afterFailed)[step.onFailure];
  const ended: StepState = failure.outcome === "unknown" ? "Unknown" : "Failed";
  return {
    steps: [
      {
        step: step.index,
        attempt: step.attempt,
        transition: "failed",
        to: step.onFailure === "skip" ? "Skipped" : ended,
        ...textOf(failure),
        detail: detailOf(failure),
      },
    ],
    phase: to === null ? null : { to, ...worded("StepFailed", { step: step.name, why: textOf(failure) }) },
    answers: null,
  };
}

/** What an undo leaves to a person, in the order in which it would have gone on. */
export const remainingUndo = (run: RunProgress): Worded => {
  const names = stepsToUndo(run).map((step) => step.name);
  return names.length === 0 ? worded("NothingLeftToUndo") : worded("StillToUndo", { steps: names.join(", ") });
};

/** A step could not be taken back: the run stops for a person, and says what remains. */
export function failUndo(run: RunProgress, step: StepProgress, failure: Failure): RunChange {
  const isNewAttempt = step.state !== "Undoing";
  return {
    steps: [
      {
        step: step.index,
        attempt: isNewAttempt ? step.attempt + 1 : step.attempt,
        transition: "undoFailed",
        to: failure.outcome === "unknown" ? "Unknown" : "Failed",
        ...textOf(failure),
        detail: detailOf(failure),
      },
    ],
    phase: {
      to: "NeedsOperator",
      ...worded("UndoFailed", { step: step.name, why: textOf(failure), remains: remainingUndo(run) }),
    },
    answers: null,
  };
}
