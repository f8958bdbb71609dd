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
  readonly stopped: readonly StoppedStep[];
}

/** A step whose latest attempt has ended without success. */
export interface StoppedStep {
  readonly name: string;
  readonly waitsForPeople: boolean;
  readonly decidesWriter: boolean;
  /** The run of another plan that it has made has not ended. */
  readonly hasOpenChild: boolean;
}

/** May the run go on without the steps that it stopped for? Nobody is skipped who was to be asked, nothing that decides which site takes writes, and nothing that still moves. */
function canSkip(stopped: readonly StoppedStep[]): Gate {
  if (stopped.length === 0) return refused("GateRefused", worded("NothingToSkip"));
  const [asked] = stopped.filter((step) => step.waitsForPeople);
  if (asked) return refused("GateRefused", worded("ApprovalUnskippable", { step: asked.name }));
  const [writer] = stopped.filter((step) => step.decidesWriter);
  if (writer) return refused("GateRefused", worded("WriterUnskippable", { step: writer.name }));
  const [open] = stopped.filter((step) => step.hasOpenChild);
  return open ? refused("GateRefused", worded("ChildStillMoves", { step: open.name })) : met;
}

/** May this run be told this now? An abort overrules whatever was asked before. */
export function canOperateRun(facts: OperateFacts, intent: RunIntent): Gate {
  if (facts.isRehearsal && intent !== "abort") return refused("WrongPhase", worded("RehearsalOnlyAborts"));
  if (phaseAfterIntent(facts.phase, intent, facts.isUndoing) === null)
    return refused("WrongPhase", worded("IntentImpossible", { phase: phaseWord(facts.phase), intent: intentWord(intent) }));
  if (facts.pending !== null && intent !== "abort")
    return refused("GateRefused", worded("IntentPending", { intent: intentWord(facts.pending) }));
  return intent === "skip" ? canSkip(facts.stopped) : met;
}
