import { RemoveDrillSchedule } from "@holdfast/contracts/drill";
import { removeSchedule } from "@holdfast/services/drills/remove-schedule";
import { procedure } from "../../procedures";

/** Takes a schedule of drills away. */
export const remove = procedure("failover:request")
  .input(RemoveDrillSchedule)
  .mutation(({ ctx, input }) => removeSchedule(ctx.as, input));
