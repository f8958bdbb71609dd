import { PlanAutomation } from "@holdfast/contracts/arming";
import { PlanId } from "@holdfast/contracts/ids";
import { getPlanAutomation } from "@holdfast/services/arming/get-plan-automation";
import { z } from "zod";
import { procedure } from "../../procedures";

/** What a plan does without a person: its trigger, its newest arming, and what the hub that watches its primary sees. */
export const automation = procedure("failover:read")
  .input(z.strictObject({ planId: PlanId }))
  .output(PlanAutomation)
  .query(({ ctx, input }) => getPlanAutomation(ctx.as, input.planId));
