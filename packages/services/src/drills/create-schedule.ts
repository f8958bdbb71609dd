import type { NewDrillSchedule, SavedDrillSchedule } from "@holdfast/contracts/drill";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { authoriseSchedule, checkTimes } from "./authorise-schedule";
import { drillsChanged, keptTimes, scheduleRecord, scheduleTarget } from "./drill-schedule-view";

const ACTION = "drill-schedule.create";
const MOST = 20;

/** Has a plan drilled from now on as the times say. Throws `InvalidInput` for times that never come, `TooLarge` when the plan has too many schedules. */
export async function createSchedule(ctx: ServiceContext, input: NewDrillSchedule): Promise<SavedDrillSchedule> {
  const id = uuid();
  const { decision, sites } = await authoriseSchedule(ctx, ACTION, { id, ...input });
  checkTimes(input.times, ctx.now());
  const { times, ...said } = input;
  await transact(ctx.db, ctx.now, async (unit) => {
    const { planId } = input;
    // Asked under the plan's row lock: of two who add the last one is refused.
    await unit.tx.$queryRaw`SELECT 1 FROM plan WHERE id = ${planId}::uuid FOR UPDATE`;
    if ((await unit.tx.drillSchedule.count({ where: { planId } })) >= MOST)
      throw new Fault("TooLarge", worded("DrillSchedulesTooMany", { most: MOST }));
    const by = { madeById: ctx.actor.id, madeByName: ctx.actor.name, madeAt: ctx.now() };
    await unit.tx.drillSchedule.create({ data: { id, ...said, times: keptTimes(times), ...by, settledUntil: ctx.now() } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: scheduleTarget(id, input), outcome: "succeeded", reason: input.reason },
      ...{ decision, requestId: ctx.requestId, before: null, after: scheduleRecord(input) },
    });
    unit.emit(
      drillsChanged(
        "drill-schedule",
        id,
        sites.map((site) => site.id),
      ),
    );
  });
  return { id, version: 1 };
}
