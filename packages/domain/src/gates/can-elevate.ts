import type { ElevationState } from "@holdfast/contracts/elevation";
import type { Gate } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "./gate";

/** What is known of an elevation when somebody wants to answer or to end it. */
export interface ElevationFacts {
  readonly state: ElevationState;
  readonly requesterId: string;
  readonly isRequesterDisabled: boolean;
  readonly callerId: string;
  /** Other accounts of the caller: two accounts are one pair of eyes. */
  readonly otherAccountIds: readonly string[];
  /** Until when the request waits. */
  readonly expiresAt: Date;
  /** Until when an approved one holds. */
  readonly endsAt: Date | null;
  readonly now: Date;
}

/** May this person say yes or no now? Never whoever asked, and never too late. */
export function canDecideElevation(facts: ElevationFacts): Gate {
  if ([facts.callerId, ...facts.otherAccountIds].includes(facts.requesterId)) return refused("ApproverIsRequester", worded("OwnRequest"));
  if (facts.state !== "requested") return refused("AlreadyDecided", worded("ElevationDecided"));
  if (facts.expiresAt <= facts.now) return refused("ApprovalExpired", worded("ElevationTooLate"));
  return facts.isRequesterDisabled ? refused("WrongPhase", worded("ElevationOfDisabled")) : met;
}

/** May it end now: a request be withdrawn, or one that holds be over before its time? */
export function canEndElevation({ state, endsAt, now }: Pick<ElevationFacts, "state" | "endsAt" | "now">): Gate {
  if (state === "requested") return met;
  return state === "approved" && endsAt !== null && endsAt > now ? met : refused("WrongPhase", worded("ElevationOver"));
}
