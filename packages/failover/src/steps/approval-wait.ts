import { ApprovalWait } from "@holdfast/contracts/steps/approval-wait";
import { worded } from "@holdfast/contracts/worded";
import { declined, declinedBy, validApprovers } from "@holdfast/domain/gates/approvals";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { defineStep, done, failed, preflightOf, waiting } from "../define-step";

/** Stops the run until enough people, the requester not among them, say yes to this very step of this very run. */
export const approvalWait = defineStep({
  name: "approval.wait",
  schema: ApprovalWait,
  before: z.null(),
  describe: (p) => describeStep({ use: "approval.wait", with: p }),
  preflight: async () => preflightOf([], null),
  run: { observes: true },
  async verify(ctx, p) {
    const { decisions, subjectHash, requestedById } = await ctx.decisions();
    const no = declined(decisions, subjectHash);
    if (no) return failed(declinedBy(no.approverName, no.comment));
    const { length } = validApprovers(decisions, subjectHash, requestedById);
    const count = { given: length, required: p.required };
    return length >= p.required ? done(worded("ApprovedBySoMany", count)) : waiting(worded("ApprovalsSoFar", count));
  },
  undo: { unneeded: "it only waits" },
});
