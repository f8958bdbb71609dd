import type { RemoveDrillSchedule } from "@holdfast/contracts/drill";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { ownedSchedule } from "./authorise-schedule";
import { drillsChanged, scheduleOf, scheduleRecord, scheduleTarget } from "./drill-schedule-view";

const ACTION = "drill-schedule.remove";

/** Takes a schedule away: nothing is asked for by it any more. What was asked for stays, and so does what is told of the past. Throws `VersionConflict` when somebody changed it in the meantime. */
export async function removeSchedule(ctx: ServiceContext, { id, version }: RemoveDrillSchedule): Promise<void> {
  const { row, decision, sites } = await ownedSchedule(ctx, ACTION, id);
  const before = scheduleOf(row);
  await transact(ctx.db, ctx.now, async (unit) => {
    const { count } = await unit.tx.drillSchedule.deleteMany({ where: { id, version } });
    if (count === 0) throw new Fault("VersionConflict", worded("DrillScheduleChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: scheduleTarget(id, before), outcome: "succeeded", reason: null },
      ...{ decision, requestId: ctx.requestId, before: scheduleRecord(before), after: null },
    });
    unit.emit(
      drillsChanged(
        "drill-schedule",
        id,
        sites.map((site) => site.id),
      ),
    );
  });
}
