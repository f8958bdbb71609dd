import { ReleaseRollouts } from "@holdfast/contracts/rollout-switch";
import { releaseRollouts as release } from "@holdfast/services/policies/release-rollouts";
import { sessionProcedure } from "../../procedures";

/** Lets rollouts go on: an admin, with a second factor given lately. */
export const releaseRollouts = sessionProcedure("policy:release")
  .input(ReleaseRollouts)
  .mutation(({ ctx, input }) => release(ctx.as, input));
