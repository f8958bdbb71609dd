import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";

/** One person's decision, as its row holds it. */
export interface Decision {
  readonly approverId: string;
  readonly approverName: string;
  readonly decision: "approve" | "decline";
  readonly comment: string;
  readonly subjectHash: string;
}

/** The distinct people other than the requester who approved this very subject. */
export function validApprovers(decisions: readonly Decision[], hash: string, requestedById: string): readonly string[] {
  const valid = decisions.filter((each) => each.decision === "approve" && each.subjectHash === hash && each.approverId !== requestedById);
  return [...new Set(valid.map((each) => each.approverId))];
}

/** The decision that declines this very subject, if there is one. */
export const declined = (decisions: readonly Decision[], hash: string): Decision | undefined =>
  decisions.find((each) => each.decision === "decline" && each.subjectHash === hash);

/** Who declined, with what they said about it. */
export function declinedBy(name: string, comment: string): Worded {
  const what = worded("DeclinedBy", { name });
  return comment === "" ? what : worded("ForReason", { what, reason: comment });
}
