import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { beginStep } from "./begin-step";
import { phaseAfterIntent } from "./phase-machine";
import type { RunChange, StepChange } from "./run-change";
import { activeSteps, type RunProgress, type StepProgress, stoppedBy } from "./run-progress";
import { skipStep } from "./step-changes";

/** Leaves the steps that the run was in the middle of: what was sent may or may not have worked, what was not sent will not be. */
const leave = (run: RunProgress, intent: RunIntent): StepChange[] =>
  activeSteps(run).map((step) => {
    const isUndo = step.state === "Undoing";
    const wasSent = step.reached.includes(isUndo ? "undoSent" : "sent");
    return {
      step: step.index,
      attempt: step.attempt,
      transition: isUndo ? "undoFailed" : "failed",
      to: wasSent ? "Unknown" : isUndo ? "Failed" : "Skipped",
      ...worded(wasSent ? "LeftUnknown" : "LeftUnsent"),
      detail: { outcome: wasSent ? "unknown" : "failed", reason: "Left", because: `the run was told to ${intent}` },
    };
  });

/** Whether a run may go on without these: there are some, and none of them is the word of a person, or decides who writes. */
const maySkip = (stopped: readonly StepProgress[]): boolean =>
  stopped.length > 0 && stopped.every((step) => !step.waitsForPeople && !step.decidesWriter);

/** A person who lets a run go on has a set try again what failed in it: left as it is, it would stop the run once more. */
const tryAgain = (run: RunProgress): StepChange[] =>
  stoppedBy(run)
    .filter((step) => step.set !== null && !step.isRetrying)
    .map(beginStep);

const asked = {
  pause: "PausedBy",
  resume: "ResumedBy",
  skip: "SkippedBy",
  undo: "UndoAskedBy",
  abort: "AbortedBy",
} as const satisfies Record<RunIntent, string>;

/** Who asks, for the message; `reason` may be empty. */
export interface Asker {
  readonly name: string;
  readonly reason: string;
}

/** What a person has told a run, with the reason that they gave. */
export function toldBy(intent: RunIntent, { name, reason }: Asker): Worded {
  const what = worded(asked[intent], { name });
  return reason === "" ? what : worded("ForReason", { what, reason });
}

/** Goes on without what the run stopped for; where that may not be, it stays where it is. */
function skip(run: RunProgress, asker: Asker): RunChange {
  const stopped = stoppedBy(run);
  if (!maySkip(stopped)) return { steps: [], phase: null, answers: "skip" };
  const told = toldBy("skip", asker);
  return { steps: stopped.map((step) => skipStep(step, told)), phase: { to: "Running", ...told }, answers: "skip" };
}

/** The change that an intent makes at this boundary; an intent that means nothing now is answered and changes nothing. */
export function obeyIntent(run: RunProgress, intent: RunIntent, asker: Asker): RunChange {
  const to: RunPhase | null = phaseAfterIntent(run.phase, intent, run.isUndoing);
  if (to === null) return { steps: [], phase: null, answers: intent };
  if (intent === "skip") return skip(run, asker);
  const staysInStep = to === "Paused" || to === "Running" || (to === "Undoing" && run.isUndoing);
  const steps = to === "Running" ? tryAgain(run) : staysInStep ? [] : leave(run, intent);
  return { steps, phase: { to, ...toldBy(intent, asker) }, answers: intent };
}
