import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import { phaseAfterIntent } from "./phase-machine";
import type { RunChange, StepChange } from "./run-change";
import { activeStep, type RunProgress } from "./run-progress";

/** Leaves the step that the run was in the middle of: what was sent may or may not have worked, what was not sent will not be. */
function leave(run: RunProgress, intent: RunIntent): StepChange[] {
  const step = activeStep(run);
  if (!step) return [];
  const isUndo = step.state === "Undoing";
  const wasSent = step.reached.includes(isUndo ? "undoSent" : "sent");
  const message = wasSent ? "left before its outcome was known" : "left before anything was sent";
  return [
    {
      step: step.index,
      attempt: step.attempt,
      transition: isUndo ? "undoFailed" : "failed",
      to: wasSent ? "Unknown" : isUndo ? "Failed" : "Skipped",
      message,
      detail: { outcome: wasSent ? "unknown" : "failed", reason: "Left", because: `the run was told to ${intent}` },
    },
  ];
}

const asked: Readonly<Record<RunIntent, string>> = { pause: "paused", resume: "resumed", undo: "undo asked for", abort: "aborted" };

/** Who asks, for the message; `reason` may be empty. */
export interface Asker {
  readonly name: string;
  readonly reason: string;
}

const phaseMessage = (intent: RunIntent, asker: Asker): string =>
  `${asked[intent]} by ${asker.name}${asker.reason === "" ? "" : `: ${asker.reason}`}`;

/** The change that an intent makes at this boundary; an intent that means nothing now is answered and changes nothing. */
export function obeyIntent(run: RunProgress, intent: RunIntent, asker: Asker): RunChange {
  const to: RunPhase | null = phaseAfterIntent(run.phase, intent, run.isUndoing);
  if (to === null) return { steps: [], phase: null, answers: intent };
  const staysInStep = to === "Paused" || to === "Running" || (to === "Undoing" && run.isUndoing);
  return { steps: staysInStep ? [] : leave(run, intent), phase: { to, message: phaseMessage(intent, asker) }, answers: intent };
}
