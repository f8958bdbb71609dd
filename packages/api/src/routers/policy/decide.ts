import { DecideRollout } from "@holdfast/contracts/policy";
import { decideRollout } from "@holdfast/services/policies/decide-rollout";
import { sessionProcedure } from "../../procedures";

/** The second pair of eyes: someone other than the requester lets a wave start, or ends the rollout. */
export const decide = sessionProcedure("policy:approve")
  .input(DecideRollout)
  .mutation(({ ctx, input }) => decideRollout(ctx.as, input));
