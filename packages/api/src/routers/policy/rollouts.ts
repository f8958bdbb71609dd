import { PolicyId } from "@holdfast/contracts/ids";
import { RolloutView } from "@holdfast/contracts/policy";
import { listRollouts } from "@holdfast/services/policies/list-rollouts";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The newest rollouts of a policy, or of all. */
export const rollouts = procedure("policy:read")
  .input(z.strictObject({ policyId: PolicyId.optional() }))
  .output(z.array(RolloutView))
  .query(({ ctx, input }) => listRollouts(ctx.as, input));
