import { ImpactRef } from "@holdfast/contracts/policy-impact";
import { stopImpact as stop } from "@holdfast/services/policy-impact/stop-impact";
import { procedure } from "../../procedures";

/** Ends a look at what a version would say of what runs now. */
export const stopImpact = procedure("policy:push")
  .input(ImpactRef)
  .mutation(({ ctx, input }) => stop(ctx.as, input));
