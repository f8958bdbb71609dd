import { RolloutId } from "@holdfast/contracts/ids";
import { RequestRollout } from "@holdfast/contracts/policy";
import { pushPolicy } from "@holdfast/services/policies/push-policy";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Sends a version on its way through the waves. */
export const push = procedure("policy:push")
  .input(RequestRollout)
  .output(z.object({ rolloutId: RolloutId }))
  .mutation(async ({ ctx, input }) => ({ rolloutId: RolloutId.parse((await pushPolicy(ctx.as, input)).rolloutId) }));
