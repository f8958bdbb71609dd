import { DecideArming } from "@holdfast/contracts/arming";
import { decideArming as decide } from "@holdfast/services/arming/decide-arming";
import { sessionProcedure } from "../../procedures";

/** The second pair of eyes on an arming, with a second factor given lately. */
export const decideArming = sessionProcedure("failover:approve")
  .input(DecideArming)
  .mutation(({ ctx, input }) => decide(ctx.as, input));
