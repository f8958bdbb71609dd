import type { StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import type { StepChange } from "./run-change";
import type { StepProgress } from "./run-progress";

const boundary =
  (transition: StepTransition, to: StepState) =>
  (step: StepProgress, { message, phrase }: Worded, detail: Json = {}): StepChange => ({
    step: step.index,
    attempt: step.attempt,
    transition,
    to,
    message,
    phrase,
    detail,
  });

/** The checks are met and what an undo needs is known; nothing was sent yet. */
export const intendStep = boundary("intended", "Running");
/** The order is in the outbox. */
export const sendStep = boundary("sent", "Verifying");
/** It was seen that the world is as the step wants it. */
export const verifyStep = boundary("verified", "Done");
/** The order that takes the step back is in the outbox. */
export const sendUndo = boundary("undoSent", "Undoing");

/** A person has the run go on without the step: an attempt of its own, with no other boundary. */
export const skipStep = (step: StepProgress, because: Worded): StepChange => ({
  ...boundary("skipped", "Skipped")(step, because, { because: because.message, was: step.state }),
  attempt: step.attempt + 1,
});

const attemptToUndo = (step: StepProgress): number => (step.state === "Undoing" ? step.attempt : step.attempt + 1);

/** The world still is as the step left it, so it can be taken back; nothing was sent yet. */
export const intendUndo = (step: StepProgress, text: Worded, detail: Json = {}): StepChange => ({
  ...boundary("undoIntended", "Undoing")(step, text, detail),
  attempt: attemptToUndo(step),
});

/** It was seen that the world is as it was before the step. */
export const finishUndo = (step: StepProgress, text: Worded, detail: Json = {}): StepChange => ({
  ...boundary("undone", "Undone")(step, text, detail),
  attempt: attemptToUndo(step),
});

/** Gives an attempt to undo up, because it is certain that it had no effect; the next begins with another look. */
export const giveUpUndo = (step: StepProgress, because: Worded): StepChange =>
  boundary("undoFailed", "Unknown")(step, because, { because: because.message, hadEffect: false });
