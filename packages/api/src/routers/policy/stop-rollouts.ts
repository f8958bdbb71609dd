import { StopRollouts } from "@holdfast/contracts/rollout-switch";
import { stopRollouts as stop } from "@holdfast/services/policies/stop-rollouts";
import { procedure } from "../../procedures";

/** Stops every rollout at once. */
export const stopRollouts = procedure("policy:push")
  .input(StopRollouts)
  .mutation(({ ctx, input }) => stop(ctx.as, input));
