import type { RunIntent, RunPhase, StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import type { OnFailure, StepRetry } from "@holdfast/contracts/plan-step";
import type { StepEffect } from "../plan/step-catalogue";

/** Where one step of a run stands, as its rows tell. */
export interface StepProgress {
  readonly index: number;
  readonly name: string;
  /** Steps of one stage are done at once; the next stage waits for all of them. The set's name; null when it is alone. */
  readonly stage: number;
  readonly set: string | null;
  readonly effect: StepEffect;
  readonly waitsForPeople: boolean;
  /** It decides which site takes writes. */
  readonly decidesWriter: boolean;
  readonly onFailure: OnFailure;
  readonly isIrreversible: boolean;
  /** How it is tried again by itself; null when it is not. */
  readonly retry: StepRetry | null;
  readonly state: StepState;
  /** The latest line about it, for the operator: of a step that failed, why. */
  readonly said: Worded;
  /** Counts every try to do or to undo; 0 before the first. */
  readonly attempt: number;
  /** The boundaries that the latest attempt has reached. */
  readonly reached: readonly StepTransition[];
  /** How often it was tried again by itself so far, and whether its latest attempt has ended to be followed by another. */
  readonly retries: number;
  readonly isRetrying: boolean;
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

/** The steps that the run is in the middle of: several in a parallel set, none between two stages. */
export const activeSteps = (run: RunProgress): readonly StepProgress[] =>
  run.steps.filter((step) => ["Preflight", "Running", "AwaitingApproval", "Verifying", "Undoing"].includes(step.state));

/** What is left to do of the first stage that is not done with; empty when every step is. */
export function openStage(run: Pick<RunProgress, "steps">): readonly StepProgress[] {
  const open = run.steps.filter((step) => step.state !== "Done" && step.state !== "Skipped");
  return open.filter((step) => step.stage === open[0]?.stage);
}

/** What the run stopped for: the steps of its open stage whose latest attempt has ended without success. */
export const stoppedBy = (run: Pick<RunProgress, "steps">): readonly StepProgress[] =>
  openStage(run).filter((step) => step.state === "Failed" || step.state === "Unknown");

/** What an undo still has to take back, last effect first. */
export const stepsToUndo = (run: RunProgress): readonly StepProgress[] =>
  run.steps.filter((step) => step.effect === "changes" && step.wasSent && step.state !== "Undone").toReversed();
