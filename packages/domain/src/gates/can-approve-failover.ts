import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { met, refused } from "./gate";

/** What is known when somebody decides about a run, or about a step of it that waits. */
export interface ApprovalFacts {
  readonly phase: RunPhase;
  /** The step that is decided about and whether it waits; null for the run itself. */
  readonly step: { readonly name: string; readonly isWaiting: boolean } | null;
  readonly requestedById: string;
  readonly approverId: string;
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
  if (facts.approverId === facts.requestedById)
    return refused("ApproverIsRequester", "Whoever asked for a failover can't decide about it. Ask somebody else.");
  if (facts.step === null && facts.phase !== "AwaitingApproval")
    return refused("WrongPhase", `The run is ${facts.phase}: there is nothing to decide.`);
  if (facts.step !== null && (facts.phase !== "Running" || !facts.step.isWaiting))
    return refused("WrongPhase", `The step ${facts.step.name} does not wait for an approval now.`);
  if (facts.now >= facts.expiresAt) return refused("ApprovalExpired", "The time to decide is over. Request the failover again.");
  if (facts.decidedByIds.includes(facts.approverId)) return refused("AlreadyDecided", "You have decided about this already.");
  if (facts.seenHash !== facts.subjectHash)
    return refused("ApprovalStale", "This is not what was on your screen: something changed. Look at it again, then decide.");
  return met;
}
