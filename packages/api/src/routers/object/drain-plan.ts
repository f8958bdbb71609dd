import { DrainPlan, ObjectRef } from "@holdfast/contracts/object";
import { planDrain } from "@holdfast/services/objects/plan-drain";
import { procedure } from "../../procedures";

/** What a drain of a node would meet now; asks the cluster, with a deadline. */
export const drainPlan = procedure("object:operate")
  .input(ObjectRef)
  .output(DrainPlan)
  .query(({ ctx, input, signal }) => planDrain(ctx.as, ctx.platform.live, input, signal));
