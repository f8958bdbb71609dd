import type { EditDrillSchedule, SavedDrillSchedule } from "@holdfast/contracts/drill";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { checkTimes, ownedSchedule } from "./authorise-schedule";
import { drillsChanged, keptTimes, scheduleOf, scheduleRecord, scheduleTarget } from "./drill-schedule-view";

const ACTION = "drill-schedule.edit";

/**
 * Says a schedule anew, in the caller's name from now on. It counts from now: what was due before is not made up for, and a drill that
 * was asked for already stays. Throws `VersionConflict` when somebody was faster, and else what making one throws.
 */
export async function editSchedule(ctx: ServiceContext, { id, version, ...input }: EditDrillSchedule): Promise<SavedDrillSchedule> {
  const { row, decision, sites } = await ownedSchedule(ctx, ACTION, id);
  checkTimes(input.times, ctx.now());
  const { times, ...said } = input;
  const before = scheduleOf(row);
  await transact(ctx.db, ctx.now, async (unit) => {
    const by = { madeById: ctx.actor.id, madeByName: ctx.actor.name, madeAt: ctx.now(), settledUntil: ctx.now() };
    const data = { ...said, times: keptTimes(times), ...by, version: version + 1 };
    const { count } = await unit.tx.drillSchedule.updateMany({ where: { id, version }, data });
    if (count === 0) throw new Fault("VersionConflict", worded("DrillScheduleChanged"));
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: scheduleTarget(id, before), outcome: "succeeded", reason: input.reason },
      ...{ decision, requestId: ctx.requestId, before: scheduleRecord(before) },
      after: scheduleRecord({ planId: before.planId, ...input }),
    });
    unit.emit(
      drillsChanged(
        "drill-schedule",
        id,
        sites.map((site) => site.id),
      ),
    );
  });
  return { id, version: version + 1 };
}
