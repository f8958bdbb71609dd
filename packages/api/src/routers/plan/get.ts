import { PlanId } from "@holdfast/contracts/ids";
import { PlanView } from "@holdfast/contracts/plan";
import { getPlan } from "@holdfast/services/failover/get-plan";
import { z } from "zod";
import { procedure } from "../../procedures";

/** One plan whole. */
export const get = procedure("failover:read")
  .input(z.strictObject({ planId: PlanId }))
  .output(PlanView)
  .query(({ ctx, input }) => getPlan(ctx.as, input.planId));
