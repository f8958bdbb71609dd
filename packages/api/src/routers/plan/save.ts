import { PlanId } from "@holdfast/contracts/ids";
import { SavePlan } from "@holdfast/contracts/plan";
import { savePlan } from "@holdfast/services/failover/save-plan";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Saves a failover plan as a new version. */
export const save = procedure("plan:edit")
  .input(SavePlan)
  .output(z.object({ id: PlanId, version: z.number().int() }))
  .mutation(async ({ ctx, input }) => {
    const saved = await savePlan(ctx.as, input);
    return { id: PlanId.parse(saved.id), version: saved.version };
  });
