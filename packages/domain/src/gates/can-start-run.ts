import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import type { RunMode } from "@holdfast/contracts/run-mode";
import { worded } from "@holdfast/contracts/worded";
import { phaseWord } from "../run/phase-word";
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
  /** The hash that the decisions are bound to where it is not the run's own: of the arming that it was begun under. */
  readonly approvedHash?: string;
  readonly expiresAt: Date;
  /** The mode that was approved, and whether the workflow does anything otherwise in the other one. */
  readonly mode: RunMode;
  readonly hasVariants: boolean;
  /** The primary as it stands now; `unknown` while nobody can vouch for it. */
  readonly primary: "answers" | "lost" | "unknown";
  /** Whether an approval outlasts the loss of the primary, by the plan. */
  readonly holdsIfPrimaryLost: boolean;
  /** Whether it was begun because the primary was lost, by no person: then it is for nothing else. */
  readonly isForLossOnly?: boolean;
  /** Plans that its steps run and that have another version by now than the one approved with it; none where there are no such steps. */
  readonly changedChildren?: readonly { readonly plan: string; readonly approved: number; readonly latest: number }[];
  readonly now: Date;
}

/** The mode in which an approved run starts as things stand: that of its approval, unless the primary was lost and the plan lets it go on. */
export const modeAtStart = ({ mode, primary }: Pick<StartFacts, "mode" | "primary">): RunMode => (primary === "lost" ? "ungraceful" : mode);

/** What was approved for a primary that answers is not what was approved for one that is lost. */
function inApprovedMode({ mode, primary, hasVariants, holdsIfPrimaryLost, isForLossOnly }: StartFacts): Gate {
  if (mode === "graceful" && primary === "lost" && !holdsIfPrimaryLost) return refused("ApprovalStale", worded("PrimaryLostSince"));
  return mode === "ungraceful" && primary === "answers" && (hasVariants || isForLossOnly)
    ? refused("ApprovalStale", worded("PrimaryBackSince"))
    : met;
}

/** May this run start, as far as people decided it? Not met is for good: whoever still wants it requests it again. */
export function canStartRun(facts: StartFacts): Gate {
  if (facts.phase !== "Approved") return refused("WrongPhase", worded("RunNotApproved", { phase: phaseWord(facts.phase) }));
  if (facts.now >= facts.expiresAt) return refused("ApprovalExpired", worded("RanOutBeforeStart"));
  if (facts.subjectHash !== facts.currentHash) return refused("ApprovalStale", worded("SubjectChanged"));
  if (facts.planVersion !== facts.latestVersion)
    return refused("ApprovalStale", worded("OtherVersionApproved", { latest: facts.latestVersion, approved: facts.planVersion }));
  const [changed] = facts.changedChildren ?? [];
  if (changed) return refused("ApprovalStale", worded("ChildVersionChanged", changed));
  const approvers = validApprovers(facts.decisions, facts.approvedHash ?? facts.subjectHash, facts.requestedById);
  return approvers.length >= facts.approvalsRequired
    ? inApprovedMode(facts)
    : refused("GateRefused", worded("ApprovalsMissing", { valid: approvers.length, required: facts.approvalsRequired }));
}
