import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { phaseAfterIntent } from "./phase-machine";
import type { RunChange, StepChange } from "./run-change";
import { activeStep, type RunProgress } from "./run-progress";

/** Leaves the step that the run was in the middle of: what was sent may or may not have worked, what was not sent will not be. */
function leave(run: RunProgress, intent: RunIntent): StepChange[] {
  const step = activeStep(run);
  if (!step) return [];
  const isUndo = step.state === "Undoing";
  const wasSent = step.reached.includes(isUndo ? "undoSent" : "sent");
  return [
    {
      step: step.index,
      attempt: step.attempt,
      transition: isUndo ? "undoFailed" : "failed",
      to: wasSent ? "Unknown" : isUndo ? "Failed" : "Skipped",
      ...worded(wasSent ? "LeftUnknown" : "LeftUnsent"),
      detail: { outcome: wasSent ? "unknown" : "failed", reason: "Left", because: `the run was told to ${intent}` },
    },
  ];
}

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
  return { steps: staysInStep ? [] : leave(run, intent), phase: { to, ...toldBy(intent, asker) }, answers: intent };
}
