import { EditDrillSchedule, SavedDrillSchedule } from "@holdfast/contracts/drill";
import { editSchedule } from "@holdfast/services/drills/edit-schedule";
import { procedure } from "../../procedures";

/** Says a schedule of drills anew. */
export const edit = procedure("failover:request")
  .input(EditDrillSchedule)
  .output(SavedDrillSchedule)
  .mutation(({ ctx, input }) => editSchedule(ctx.as, input));
