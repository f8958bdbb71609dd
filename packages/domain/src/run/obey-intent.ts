import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { beginStep } from "./begin-step";
import { phaseAfterIntent } from "./phase-machine";
import type { RunChange, StepChange } from "./run-change";
import { activeSteps, openStage, type RunProgress } from "./run-progress";

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

/** A person who lets a run go on has a set try again what failed in it: left as it is, it would stop the run once more. */
const tryAgain = (run: RunProgress): StepChange[] =>
  openStage(run)
    .filter((step) => step.set !== null && !step.isRetrying && (step.state === "Failed" || step.state === "Unknown"))
    .map(beginStep);

const asked = { pause: "PausedBy", resume: "ResumedBy", undo: "UndoAskedBy", abort: "AbortedBy" } as const satisfies Record<
  RunIntent,
  string
>;

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

/** The change that an intent makes at this boundary; an intent that means nothing now is answered and changes nothing. */
export function obeyIntent(run: RunProgress, intent: RunIntent, asker: Asker): RunChange {
  const to: RunPhase | null = phaseAfterIntent(run.phase, intent, run.isUndoing);
  if (to === null) return { steps: [], phase: null, answers: intent };
  const staysInStep = to === "Paused" || to === "Running" || (to === "Undoing" && run.isUndoing);
  const steps = to === "Running" ? tryAgain(run) : staysInStep ? [] : leave(run, intent);
  return { steps, phase: { to, ...toldBy(intent, asker) }, answers: intent };
}
