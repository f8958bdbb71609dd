import type { Gate } from "@holdfast/contracts/gate";
import { isConstraintKind } from "@holdfast/contracts/policy-kinds";
import { type PolicyObject, refOf, refText } from "@holdfast/contracts/policy-object";
import { WAIVER_MOST_DAYS, type WaiverState } from "@holdfast/contracts/waiver";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "../gates/gate";
import { conditionsOf, MOST_CONDITIONS, type WaiverScope } from "./waiver-adjustment";

const DAY_MS = 86_400_000;

/** May a waiver last until then? */
export function canLastUntil(expiresAt: Date, now: Date): Gate {
  if (expiresAt <= now) return refused("InvalidInput", worded("WaiverPast"));
  const most = now.getTime() + WAIVER_MOST_DAYS * DAY_MS;
  return expiresAt.getTime() > most ? refused("InvalidInput", worded("WaiverTooLong", { days: WAIVER_MOST_DAYS })) : met;
}

/** Can a policy of these objects let through what a waiver is about? Else it would be excused here and denied there. */
export function canLetThrough(objects: readonly PolicyObject[], scope: WaiverScope): Gate {
  const isWhole = scope.namespace !== null && scope.workload === null && scope.objectName === null;
  const constraint = objects.find(({ kind }) => isConstraintKind(kind));
  if (constraint && !isWhole) return refused("InvalidInput", worded("WaiverTooNarrow", { object: refText(refOf(constraint)) }));
  const full = objects.find((object) => object.kind === "ValidatingAdmissionPolicy" && conditionsOf(object).length >= MOST_CONDITIONS);
  return full ? refused("InvalidInput", worded("WaiverNoRoom", { object: refText(refOf(full)), most: MOST_CONDITIONS })) : met;
}

/** May this person decide about a waiver now? */
export function canDecideWaiver(facts: {
  readonly state: WaiverState;
  readonly requestedById: string;
  readonly approverId: string;
  /** Other accounts of the approver: two accounts are one pair of eyes. */
  readonly otherAccountIds: readonly string[];
}): Gate {
  if ([facts.approverId, ...facts.otherAccountIds].includes(facts.requestedById))
    return refused("ApproverIsRequester", worded("OwnRequest"));
  return facts.state === "requested" ? met : refused("WrongPhase", worded("WaiverDecided"));
}

/** May a waiver be revoked, or a request taken back? */
export const canRevokeWaiver = (state: WaiverState): Gate =>
  state === "requested" || state === "active" ? met : refused("WrongPhase", worded("WaiverEnded"));
