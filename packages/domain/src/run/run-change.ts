import type { RunIntent, RunPhase, StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { mayMove } from "./phase-machine";
import { type RunProgress, type StepProgress, stepAt } from "./run-progress";
import { boundaryNeeds, endsAttempt, stepMoves } from "./step-machine";

/** One boundary of one attempt, to be journalled, with one line for the operator. */
export interface StepChange extends Worded {
  readonly step: number;
  readonly attempt: number;
  readonly transition: StepTransition;
  readonly to: StepState;
  /** For the journal: why, and what was seen. */
  readonly detail: Json;
  /** Another attempt follows by itself. */
  readonly isRetried?: boolean;
}

/** A move of the run between phases, and why. */
export interface PhaseChange extends Worded {
  readonly to: RunPhase;
}

/** What is written in one transaction. */
export interface RunChange {
  readonly steps: readonly StepChange[];
  readonly phase: PhaseChange | null;
  /** The intent that this change answers, done with afterwards. */
  readonly answers: RunIntent | null;
}

/** A change of nothing but one step. */
export const onlyStep = (...steps: StepChange[]): RunChange => ({ steps, phase: null, answers: null });

/** Thrown when a change breaks the machines: a defect of the caller, never of the world. */
export class IllegalChange extends Error {
  constructor(message: string) {
    super(message);
    this.name = "IllegalChange";
  }
}

function afterStepChange(step: StepProgress, change: StepChange): StepProgress {
  const isNewAttempt = change.attempt === step.attempt + 1;
  if (!isNewAttempt && change.attempt !== step.attempt)
    throw new IllegalChange(`${step.name} is at attempt ${step.attempt}, not ${change.attempt}`);
  const reached = isNewAttempt ? [] : step.reached;
  const needs = boundaryNeeds[change.transition];
  if (reached.includes(change.transition) || reached.some(endsAttempt) || (needs !== null && !reached.includes(needs)))
    throw new IllegalChange(`${step.name} can't be ${change.transition} after ${reached.join(", ") || "nothing"}`);
  if (!stepMoves[step.state].includes(change.to)) throw new IllegalChange(`${step.name} can't move from ${step.state} to ${change.to}`);
  return {
    ...step,
    state: change.to,
    attempt: change.attempt,
    reached: [...reached, change.transition],
    said: textOf(change),
    retries: step.retries + (change.isRetried ? 1 : 0),
    isRetrying: change.isRetried ?? false,
    wasSent: step.wasSent || change.transition === "sent",
  };
}

/** The run after a change. Throws `IllegalChange` for a move that the machines do not know. */
export function applyChange(run: RunProgress, change: RunChange): RunProgress {
  let steps = run.steps;
  for (const each of change.steps) {
    const changed = afterStepChange(stepAt({ ...run, steps }, each.step), each);
    steps = steps.with(each.step, changed);
  }
  const to = change.phase?.to ?? run.phase;
  if (change.phase && !mayMove(run.phase, to)) throw new IllegalChange(`a run can't move from ${run.phase} to ${to}`);
  return {
    phase: to,
    intent: change.answers === run.intent ? null : run.intent,
    isRehearsal: run.isRehearsal,
    isUndoing: run.isUndoing || to === "Undoing",
    steps,
  };
}
