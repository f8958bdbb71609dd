import { ImpactRef, PolicyImpactView } from "@holdfast/contracts/policy-impact";
import { getImpact } from "@holdfast/services/policy-impact/get-impact";
import { procedure } from "../../procedures";

/** How far the look at what a version would say of what runs now has come. */
export const impact = procedure("policy:read")
  .input(ImpactRef)
  .output(PolicyImpactView.nullable())
  .query(({ ctx, input }) => getImpact(ctx.as, input));
