import { DecideWaiver } from "@holdfast/contracts/waiver";
import { decideWaiver as decide } from "@holdfast/services/waivers/decide-waiver";
import { sessionProcedure } from "../../procedures";

/** The second pair of eyes on a waiver: someone other than who asked for it. */
export const decideWaiver = sessionProcedure("policy:approve")
  .input(DecideWaiver)
  .mutation(({ ctx, input }) => decide(ctx.as, input));
