import { PolicyCompliance } from "@holdfast/contracts/compliance";
import { PolicyId } from "@holdfast/contracts/ids";
import { getPolicyCompliance } from "@holdfast/services/compliance/get-policy-compliance";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What one policy finds where, and how that came to be. */
export const complianceOf = procedure("policy:read")
  .input(z.strictObject({ policyId: PolicyId }))
  .output(PolicyCompliance)
  .query(({ ctx, input }) => getPolicyCompliance(ctx.as, input.policyId));
