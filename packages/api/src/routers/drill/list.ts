import { DrillCalendar, ListDrills } from "@holdfast/contracts/drill";
import { listDrills } from "@holdfast/services/drills/list-drills";
import { procedure } from "../../procedures";

/** The drills of a span: to come, asked for, left out, and made by hand. */
export const list = procedure("failover:read")
  .input(ListDrills)
  .output(DrillCalendar)
  .query(({ ctx, input }) => listDrills(ctx.as, input));
