import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { phaseWord } from "../run/phase-word";
import { met, refused } from "./gate";

/** What is known when somebody decides about a run, or about a step of it that waits. */
export interface ApprovalFacts {
  readonly phase: RunPhase;
  /** The step that is decided about and whether it waits; null for the run itself. */
  readonly step: { readonly name: string; readonly isWaiting: boolean } | null;
  readonly requestedById: string;
  readonly approverId: string;
  /** Other accounts of the approver: two accounts are one pair of eyes. */
  readonly otherAccountIds?: readonly string[];
  /** Who has decided about this very subject before. */
  readonly decidedByIds: readonly string[];
  /** The hash that the subject has now, and the one that the approver saw. */
  readonly subjectHash: string;
  readonly seenHash: string;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** May this person decide (approve or decline) now? */
export function canApproveFailover(facts: ApprovalFacts): Gate {
  const own = [facts.approverId, ...(facts.otherAccountIds ?? [])];
  if (own.includes(facts.requestedById)) return refused("ApproverIsRequester", worded("RequesterDecides"));
  if (facts.step === null && facts.phase !== "AwaitingApproval")
    return refused("WrongPhase", worded("RunNotDecidable", { phase: phaseWord(facts.phase) }));
  if (facts.step !== null && (facts.phase !== "Running" || !facts.step.isWaiting))
    return refused("WrongPhase", worded("StepNotWaiting", { step: facts.step.name }));
  if (facts.now >= facts.expiresAt) return refused("ApprovalExpired", worded("DecisionTooLate"));
  if (facts.decidedByIds.some((id) => own.includes(id))) return refused("AlreadyDecided", worded("DecidedBefore"));
  if (facts.seenHash !== facts.subjectHash) return refused("ApprovalStale", worded("ScreenOutdated"));
  return met;
}
