import { OverrideGuards } from "@holdfast/contracts/guard-override";
import { overrideGuards } from "@holdfast/services/failover/override-guards";
import { sessionProcedure } from "../../procedures";

/** Overrides guards of one run, on the word of who asks, with a second factor given lately. */
export const override = sessionProcedure("failover:override")
  .input(OverrideGuards)
  .mutation(({ ctx, input }) => overrideGuards(ctx.as, input));
