import { PolicyId } from "@holdfast/contracts/ids";
import { PolicyView } from "@holdfast/contracts/policy";
import { getPolicy } from "@holdfast/services/policies/get-policy";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One policy whole. */
export const get = procedure("policy:read")
  .input(z.strictObject({ policyId: PolicyId }))
  .output(PolicyView)
  .query(({ ctx, input }) => getPolicy(ctx.as, input.policyId));
