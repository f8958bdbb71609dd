import { CheckedPlan, CheckPlan } from "@holdfast/contracts/plan";
import { checkPlan } from "@holdfast/services/failover/check-plan";
import { procedure } from "../../procedures";

/** Checks the text of a plan while it is written. Changes nothing; a mutation because a plan does not fit into an address. */
export const check = procedure("plan:edit")
  .input(CheckPlan)
  .output(CheckedPlan)
  .mutation(({ ctx, input }) => checkPlan(ctx.as, input));
