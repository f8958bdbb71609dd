import { ApprovalWait } from "@holdfast/contracts/steps/approval-wait";
import { declined, validApprovers } from "@holdfast/domain/gates/approvals";
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
    if (no) return failed(`declined by ${no.approverName}${no.comment === "" ? "" : `: ${no.comment}`}`);
    const { length } = validApprovers(decisions, subjectHash, requestedById);
    return length >= p.required ? done(`approved by ${length} of ${p.required}`) : waiting(`${length} of ${p.required} approvals`);
  },
  undo: { unneeded: "it only waits" },
});
