import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { phaseAfterIntent } from "../run/phase-machine";
import { met, refused } from "./gate";

/** What is known when somebody wants to steer a run. */
export interface OperateFacts {
  readonly phase: RunPhase;
  readonly isUndoing: boolean;
  /** An intent that the runner has not answered yet. */
  readonly pending: RunIntent | null;
}

/** May this run be told this now? An abort overrules whatever was asked before. */
export function canOperateRun(facts: OperateFacts, intent: RunIntent): Gate {
  if (phaseAfterIntent(facts.phase, intent, facts.isUndoing) === null)
    return refused("WrongPhase", `A run that is ${facts.phase} can't be told to ${intent}.`);
  if (facts.pending !== null && intent !== "abort")
    return refused("GateRefused", `The run was told to ${facts.pending} a moment ago. Wait until it has answered.`);
  return met;
}
