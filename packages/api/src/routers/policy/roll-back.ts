import { RolloutId } from "@holdfast/contracts/ids";
import { RollBackPolicy } from "@holdfast/contracts/policy";
import { rollBackPolicy } from "@holdfast/services/policies/roll-back-policy";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Takes clusters back to an earlier version, or the policy off them. */
export const rollBack = procedure("policy:push")
  .input(RollBackPolicy)
  .output(z.object({ rolloutId: RolloutId }))
  .mutation(async ({ ctx, input }) => ({ rolloutId: RolloutId.parse((await rollBackPolicy(ctx.as, input)).rolloutId) }));
