import { NewDrillSchedule, SavedDrillSchedule } from "@holdfast/contracts/drill";
import { createSchedule } from "@holdfast/services/drills/create-schedule";
import { procedure } from "../../procedures";

/** Has a plan drilled again and again. */
export const create = procedure("failover:request")
  .input(NewDrillSchedule)
  .output(SavedDrillSchedule)
  .mutation(({ ctx, input }) => createSchedule(ctx.as, input));
