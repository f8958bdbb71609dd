import { DrillTimes, type NewDrillSchedule } from "@holdfast/contracts/drill";
import { PlanId } from "@holdfast/contracts/ids";
import type { Json } from "@holdfast/contracts/json";
import type { NewEvent } from "@holdfast/db/event-log";
import type { DrillSchedule } from "@holdfast/db/generated/prisma/client";

/** A schedule as the audit trail names it. */
export const scheduleTarget = (id: string, schedule: { readonly name: string } | null) => ({
  ...{ kind: "drill-schedule", id, name: schedule?.name ?? id, clusterId: null },
});

/** What a row says. */
export const scheduleOf = ({ planId, name, reason, times, askAheadMinutes, graceMinutes, isPaused }: DrillSchedule): NewDrillSchedule => ({
  ...{ planId: PlanId.parse(planId), name, reason, times: DrillTimes.parse(times), askAheadMinutes, graceMinutes, isPaused },
});

/** What the row and the audit trail keep of times: plain JSON, instants as text. */
export const keptTimes = (times: DrillTimes) => JSON.parse(JSON.stringify(times)) as { [key: string]: Json };

/** What the audit trail keeps of a schedule: all of it. */
export const scheduleRecord = ({ times, ...said }: NewDrillSchedule) => ({ ...said, times: keptTimes(times) });

/** The news that the calendar of drills, or what became of one, is another now. */
export const drillsChanged = (
  kind: "drill-schedule" | "drill",
  id: string,
  clusterIds: readonly string[],
  payload: Json = {},
): NewEvent => ({
  ...{ type: "drill.changed", clusterIds: [...clusterIds], subject: { kind, id }, payload },
});
