import type { ArmingPhase } from "@holdfast/contracts/arming";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { canRequestFailover, type RequestFacts } from "./can-request-failover";
import { met, refused } from "./gate";

/** What is known of a plan when somebody wants to have it armed. */
export interface ArmFacts {
  readonly hasTrigger: boolean;
  /** Whether its steps act on clusters beside the pair: what is approved when it is armed says nothing of those. */
  readonly hasOthers: boolean;
  /** Whether its steps run other plans. */
  readonly hasChildren?: boolean;
  /** The plan of the group that is armed or waits to be; null when none does. */
  readonly armedPlan: string | null;
  /** As for a request of the failover away from a lost primary. */
  readonly request: RequestFacts;
}

/** Phases in which an arming has not ended. */
export const openArmingPhases = ["AwaitingApproval", "Armed"] as const satisfies readonly ArmingPhase[];

/** May this plan be armed now? What keeps its failover from being requested keeps it from being armed, but for losses that nobody knows yet. */
export function canArm({ hasTrigger, hasOthers, hasChildren, armedPlan, request }: ArmFacts): Gate {
  if (!hasTrigger) return refused("GateRefused", worded("TriggerMissing"));
  if (hasOthers) return refused("GateRefused", worded("OthersNotArmed"));
  if (hasChildren) return refused("GateRefused", worded("ChildrenNotArmed"));
  if (armedPlan !== null) return refused("AlreadyExists", worded("GroupArmedAlready", { plan: armedPlan }));
  if (request.activeSite === request.standby) return refused("GateRefused", worded("ArmedAtStandby", { standby: request.standby }));
  return canRequestFailover({ ...request, mode: "ungraceful", openLosses: [] });
}

/** What is known when somebody decides about an arming. */
export interface ArmingDecisionFacts {
  readonly phase: ArmingPhase;
  readonly requestedById: string;
  readonly approverId: string;
  /** Other accounts of the approver: two accounts are one pair of eyes. */
  readonly otherAccountIds: readonly string[];
  readonly decidedByIds: readonly string[];
  /** The hash that the arming has by its rows now, and the one that the approver saw. */
  readonly subjectHash: string;
  readonly seenHash: string;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** May this person decide about the arming now? */
export function canDecideArming(facts: ArmingDecisionFacts): Gate {
  const own = [facts.approverId, ...facts.otherAccountIds];
  if (own.includes(facts.requestedById)) return refused("ApproverIsRequester", worded("RequesterDecides"));
  if (facts.phase !== "AwaitingApproval")
    return refused("WrongPhase", worded("ArmingNotDecidable", { phase: worded(`Arming${facts.phase}`) }));
  if (facts.now >= facts.expiresAt) return refused("ApprovalExpired", worded("ArmingTooLate"));
  if (facts.decidedByIds.some((id) => own.includes(id))) return refused("AlreadyDecided", worded("DecidedBefore"));
  return facts.seenHash === facts.subjectHash ? met : refused("ApprovalStale", worded("ScreenOutdated"));
}

/** May this arming, or its request, be taken back now? */
export const canDisarm = (phase: ArmingPhase): Gate =>
  (openArmingPhases as readonly ArmingPhase[]).includes(phase)
    ? met
    : refused("WrongPhase", worded("ArmingNotOpen", { phase: worded(`Arming${phase}`) }));
