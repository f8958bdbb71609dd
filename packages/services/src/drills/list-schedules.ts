import type { DrillSchedules } from "@holdfast/contracts/drill";
import { drillsAfter } from "@holdfast/domain/drill/drill-times";
import { met } from "@holdfast/domain/gates/gate";
import type { ServiceContext } from "../context/service-context";
import { gateForCaller } from "../failover/failover-rights";
import { visiblePlans } from "../failover/plan-rows";
import { sitesOfPlan } from "./authorise-schedule";
import { scheduleOf } from "./drill-schedule-view";

/** The schedules of the plans that the caller may see, by plan and name; a plan has twenty at most. */
export async function listSchedules(ctx: ServiceContext): Promise<DrillSchedules> {
  const plans = await visiblePlans(ctx);
  const rows = await ctx.db.prisma.drillSchedule.findMany({
    where: { planId: { in: plans.map(({ row }) => row.id) } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const schedules = plans.flatMap((plan) =>
    rows
      .filter((row) => row.planId === plan.row.id)
      .map(async (row) => {
        const schedule = scheduleOf(row);
        return {
          ...schedule,
          ...{ id: row.id, version: row.version, planName: plan.row.name, group: plan.row.group.name },
          nextAt: schedule.isPaused ? null : (drillsAfter(schedule.times, ctx.now(), 1)[0] ?? null),
          ...{ madeByName: row.madeByName, madeAt: row.madeAt },
          manage: await gateForCaller(ctx, met, "failover:request", await sitesOfPlan(ctx, plan)),
        };
      }),
  );
  return { schedules: await Promise.all(schedules) };
}
