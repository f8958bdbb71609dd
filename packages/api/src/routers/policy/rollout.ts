import { RolloutId } from "@holdfast/contracts/ids";
import { RolloutView } from "@holdfast/contracts/policy";
import { getRollout } from "@holdfast/services/policies/get-rollout";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One rollout whole. */
export const rollout = procedure("policy:read")
  .input(z.strictObject({ rolloutId: RolloutId }))
  .output(RolloutView)
  .query(({ ctx, input }) => getRollout(ctx.as, input.rolloutId));
