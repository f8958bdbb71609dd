import { DrillSchedules } from "@holdfast/contracts/drill";
import { listSchedules } from "@holdfast/services/drills/list-schedules";
import { procedure } from "../../procedures";

/** When plans are drilled. */
export const schedules = procedure("failover:read")
  .output(DrillSchedules)
  .query(({ ctx }) => listSchedules(ctx.as));
