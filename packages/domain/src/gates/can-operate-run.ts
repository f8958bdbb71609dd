import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { phaseAfterIntent } from "../run/phase-machine";
import { intentWord, phaseWord } from "../run/phase-word";
import { met, refused } from "./gate";

/** What is known when somebody wants to steer a run. */
export interface OperateFacts {
  readonly phase: RunPhase;
  readonly isUndoing: boolean;
  /** A rehearsal has nothing to pause or to undo. */
  readonly isRehearsal: boolean;
  /** An intent that the runner has not answered yet. */
  readonly pending: RunIntent | null;
}

/** May this run be told this now? An abort overrules whatever was asked before. */
export function canOperateRun(facts: OperateFacts, intent: RunIntent): Gate {
  if (facts.isRehearsal && intent !== "abort") return refused("WrongPhase", worded("RehearsalOnlyAborts"));
  if (phaseAfterIntent(facts.phase, intent, facts.isUndoing) === null)
    return refused("WrongPhase", worded("IntentImpossible", { phase: phaseWord(facts.phase), intent: intentWord(intent) }));
  if (facts.pending !== null && intent !== "abort")
    return refused("GateRefused", worded("IntentPending", { intent: intentWord(facts.pending) }));
  return met;
}
