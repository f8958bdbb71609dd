import type { ArmingPhase } from "@holdfast/contracts/arming";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { type Decision, validApprovers } from "./approvals";
import { met, refused } from "./gate";

/** What is known of an arming when a run is to be begun, or to go on, under it. */
export interface ArmedFacts {
  readonly phase: ArmingPhase;
  /** The hash in its row, and the one made again from the rows that it stands for. */
  readonly subjectHash: string;
  readonly currentHash: string;
  readonly planVersion: number;
  readonly latestVersion: number;
  readonly requestedById: string;
  readonly approvalsRequired: number;
  readonly decisions: readonly Decision[];
  readonly armedUntil: Date;
  readonly now: Date;
}

/** May anything be begun under this arming now, as far as people decided it? Not met is for good: the plan has to be armed again. */
export function canTrigger(facts: ArmedFacts): Gate {
  if (facts.phase !== "Armed") return refused("WrongPhase", worded("ArmingNotOpen", { phase: worded(`Arming${facts.phase}`) }));
  if (facts.now >= facts.armedUntil) return refused("ApprovalExpired", worded("ArmingRanOut"));
  if (facts.currentHash !== facts.subjectHash) return refused("ApprovalStale", worded("ArmingNotAsApproved"));
  if (facts.planVersion !== facts.latestVersion)
    return refused("ApprovalStale", worded("OtherVersionApproved", { latest: facts.latestVersion, approved: facts.planVersion }));
  const valid = validApprovers(facts.decisions, facts.currentHash, facts.requestedById).length;
  return valid >= facts.approvalsRequired
    ? met
    : refused("GateRefused", worded("ApprovalsMissing", { valid, required: facts.approvalsRequired }));
}
