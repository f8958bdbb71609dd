import type { AuditDecision } from "@holdfast/contracts/audit";
import type { DrillTimes } from "@holdfast/contracts/drill";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { DrillSchedule } from "@holdfast/db/generated/prisma/client";
import { drillsAfter } from "@holdfast/domain/drill/drill-times";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { refuse } from "../access/refuse";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { clustersOfChildren, clustersOfPlan, visiblePlans } from "../failover/plan-rows";
import { scheduleTarget } from "./drill-schedule-view";

type VisiblePlan = Awaited<ReturnType<typeof visiblePlans>>[number];

/** The clusters of a plan that the caller sees: its sites, the others that its steps act on, and those of the plans that they run. */
export async function sitesOfPlan(ctx: ServiceContext, { spec }: Pick<VisiblePlan, "spec">): Promise<ClusterRow[]> {
  const clusters = await visibleClusters(ctx, "failover:read");
  const named = [...clustersOfPlan(spec), ...(await clustersOfChildren(ctx.db, spec))];
  return named.flatMap((name) => clusters.find((cluster) => cluster.name === name) ?? []);
}

/** What a caller who may request a failover of a plan needs to have it drilled. */
export interface ScheduleRight {
  readonly decision: AuditDecision;
  readonly sites: readonly ClusterRow[];
  readonly plan: VisiblePlan;
}

/** Whoever may request a failover on all of the plan's clusters may have it drilled. A plan that the caller does not see does not exist; each refusal is on record. */
export async function authoriseSchedule(
  ctx: ServiceContext,
  action: string,
  of: { readonly id: string; readonly name: string; readonly planId: string },
): Promise<ScheduleRight> {
  const attempt = { permission: "failover:request" as const, action, target: scheduleTarget(of.id, of) };
  const [plan] = await visiblePlans(ctx, { id: of.planId });
  if (!plan) return refuse(ctx, attempt, new Fault("NotFound", worded("PlanAbsent")));
  const sites = await sitesOfPlan(ctx, plan);
  return { plan, sites, decision: await authorise(ctx, { ...attempt, clusters: sites }) };
}

/** The schedule of an id, with the right to change it. Throws `NotFound`, also for one of a plan that the caller does not see, and `Forbidden`. */
export async function ownedSchedule(ctx: ServiceContext, action: string, id: string): Promise<ScheduleRight & { row: DrillSchedule }> {
  const row = await ctx.db.prisma.drillSchedule.findUnique({ where: { id } });
  const seen = row ? await visiblePlans(ctx, { id: row.planId }) : [];
  if (!row || seen.length === 0)
    return refuse(ctx, { action, target: scheduleTarget(id, null) }, new Fault("NotFound", worded("DrillScheduleAbsent")));
  return { row, ...(await authoriseSchedule(ctx, action, row)) };
}

/** Throws `InvalidInput`, naming the field, for times at which no drill would ever be due. */
export function checkTimes(times: DrillTimes, now: Date): void {
  if (drillsAfter(times, now, 1).length === 0) throw new Fault("InvalidInput", worded("DrillNeverFalls"));
}
