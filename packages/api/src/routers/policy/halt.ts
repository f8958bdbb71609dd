import { HaltRollout } from "@holdfast/contracts/policy";
import { haltRollout } from "@holdfast/services/policies/halt-rollout";
import { procedure } from "../../procedures";

/** Stops a rollout where it is. */
export const halt = procedure("policy:push")
  .input(HaltRollout)
  .mutation(({ ctx, input }) => haltRollout(ctx.as, input));
