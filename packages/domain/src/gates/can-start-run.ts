import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { type Decision, validApprovers } from "./approvals";
import { met, refused } from "./gate";

/** What the runner knows about an approved run when it is about to start it. */
export interface StartFacts {
  readonly phase: RunPhase;
  /** The hash in the row, and the one made again from the rows that it stands for. */
  readonly subjectHash: string;
  readonly currentHash: string;
  readonly planVersion: number;
  readonly latestVersion: number;
  readonly requestedById: string;
  readonly approvalsRequired: number;
  readonly decisions: readonly Decision[];
  readonly expiresAt: Date;
  readonly now: Date;
}

/** May this run start, as far as people decided it? Not met is for good: whoever still wants it requests it again. */
export function canStartRun(facts: StartFacts): Gate {
  if (facts.phase !== "Approved") return refused("WrongPhase", `The run is ${facts.phase}.`);
  if (facts.now >= facts.expiresAt) return refused("ApprovalExpired", "The approval ran out before the run could start.");
  if (facts.subjectHash !== facts.currentHash)
    return refused("ApprovalStale", "The plan, its evaluation or the request is not what was approved any more.");
  if (facts.planVersion !== facts.latestVersion)
    return refused("ApprovalStale", `The plan is at version ${facts.latestVersion}; version ${facts.planVersion} was approved.`);
  const approvers = validApprovers(facts.decisions, facts.subjectHash, facts.requestedById);
  return approvers.length >= facts.approvalsRequired
    ? met
    : refused("GateRefused", `${approvers.length} of ${facts.approvalsRequired} valid approvals.`);
}
