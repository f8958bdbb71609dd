import type { RunPhase, StepState } from "@holdfast/contracts/failover-phase";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import type { OnFailure } from "@holdfast/contracts/plan-step";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { nextRetry } from "./retry-step";
import { onlyStep, type RunChange } from "./run-change";
import { type RunProgress, type StepProgress, stepsToUndo } from "./run-progress";

/** Why a step ended without success. `unknown`: its order was sent and nobody can say what became of it. */
export interface Failure extends Worded {
  readonly outcome: "failed" | "unknown";
  readonly reason: string;
  /** No repetition could mend it, however the plan says to try again. */
  readonly isFinal?: boolean;
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

const phaseAfter = ({ onFailure }: StepProgress, outcome: Failure["outcome"]): RunPhase | null =>
  (outcome === "unknown" ? afterUnknown : afterFailed)[onFailure];

/**
 * Where a set leads whose members are all at rest, some of them without success: where they all lead, or before a person where
 * they disagree.
 */
export function endSet(failed: readonly StepProgress[]): RunChange {
  // One that would be skipped is, and is none of these, but for one that the hub itself could not go on with.
  const wishes = new Set(failed.map((step) => phaseAfter(step, step.state === "Unknown" ? "unknown" : "failed") ?? "Paused"));
  const [wish = "Paused"] = wishes;
  const to = wishes.size === 1 ? wish : failed.some((step) => step.state === "Unknown") ? "NeedsOperator" : "Paused";
  const texts = failed.map((step) => worded("StepFailed", { step: step.name, why: step.said }));
  return { steps: [], phase: { to, ...(texts.length === 1 && texts[0] ? texts[0] : worded("Together", { texts })) }, answers: null };
}

const endedState = ({ outcome }: Failure): StepState => (outcome === "unknown" ? "Unknown" : "Failed");

/** The attempt has ended without success: it is tried again, or the step fails and, as its plan says, the run. */
export function failStep(step: StepProgress, failure: Failure): RunChange {
  const retry = nextRetry(step, failure);
  if (retry)
    return onlyStep({
      step: step.index,
      attempt: step.attempt,
      transition: "failed",
      to: endedState(failure),
      ...worded("TriedAgainAfter", { why: textOf(failure), seconds: retry.afterSeconds, number: retry.number, of: retry.of }),
      detail: { ...detailOf(failure), retry: { ...retry } },
      isRetried: true,
    });
  const to = phaseAfter(step, failure.outcome);
  // A set first lets its other members come to rest: `decide` ends it then.
  const isHeld = to === null || step.set !== null;
  return {
    steps: [
      {
        step: step.index,
        attempt: step.attempt,
        transition: "failed",
        to: step.onFailure === "skip" ? "Skipped" : endedState(failure),
        ...textOf(failure),
        detail: detailOf(failure),
      },
    ],
    phase: isHeld ? null : { to, ...worded("StepFailed", { step: step.name, why: textOf(failure) }) },
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
        to: endedState(failure),
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
