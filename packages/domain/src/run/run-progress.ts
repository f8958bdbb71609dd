import type { RunIntent, RunPhase, StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import type { OnFailure } from "@holdfast/contracts/plan-step";
import type { StepEffect } from "../plan/step-catalogue";

/** Where one step of a run stands, as its rows tell. */
export interface StepProgress {
  readonly index: number;
  readonly name: string;
  readonly effect: StepEffect;
  readonly waitsForPeople: boolean;
  readonly onFailure: OnFailure;
  readonly isIrreversible: boolean;
  readonly state: StepState;
  /** Counts every try to do or to undo; 0 before the first. */
  readonly attempt: number;
  /** The boundaries that the latest attempt has reached. */
  readonly reached: readonly StepTransition[];
  /** Whether any attempt has sent its order: there may be something to undo. */
  readonly wasSent: boolean;
}

/** Where a run stands: all that the next move depends on. */
export interface RunProgress {
  readonly phase: RunPhase;
  readonly intent: RunIntent | null;
  /** A dry run of every write: each step is looked at, none is done. */
  readonly isRehearsal: boolean;
  /** True once the undo has begun. */
  readonly isUndoing: boolean;
  readonly steps: readonly StepProgress[];
}

/** The step at an index; every index of a change comes from the run that it changes. */
export function stepAt(run: RunProgress, index: number): StepProgress {
  const step = run.steps[index];
  if (!step) throw new RangeError(`the run has no step ${index}`);
  return step;
}

/** The step that the run is in the middle of; undefined between two. */
export const activeStep = (run: RunProgress): StepProgress | undefined =>
  run.steps.find((step) => ["Preflight", "Running", "AwaitingApproval", "Verifying", "Undoing"].includes(step.state));

/** What an undo still has to take back, last effect first. */
export const stepsToUndo = (run: RunProgress): readonly StepProgress[] =>
  run.steps.filter((step) => step.effect === "changes" && step.wasSent && step.state !== "Undone").toReversed();
