import { DecideFailover } from "@holdfast/contracts/failover";
import { decideFailover } from "@holdfast/services/failover/decide-failover";
import { sessionProcedure } from "../../procedures";

/** The second pair of eyes: someone other than the requester decides about exactly what was on the screen. */
export const decide = sessionProcedure("failover:approve")
  .input(DecideFailover)
  .mutation(({ ctx, input }) => decideFailover(ctx.as, input));
