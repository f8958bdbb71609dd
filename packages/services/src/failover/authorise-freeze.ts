import type { AuditDecision } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { NewFreezeWindow } from "@holdfast/contracts/freeze-window";
import { worded } from "@holdfast/contracts/worded";
import type { FreezeWindow } from "@holdfast/db/generated/prisma/client";
import { nextStart } from "@holdfast/domain/freeze/freeze-times";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { refuse } from "../access/refuse";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { freezeOf, freezeTarget } from "./freeze-window-view";
import { visiblePlans } from "./plan-rows";

/** The protection groups that the caller may see, each with the sites of its plans. A group whose plans are not all seen is not. */
export async function visibleGroups(ctx: ServiceContext): Promise<ReadonlyMap<string, readonly ClusterRow[]>> {
  const [plans, clusters, all] = await Promise.all([
    visiblePlans(ctx),
    visibleClusters(ctx, "failover:read"),
    ctx.db.prisma.plan.groupBy({ by: ["groupId"], _count: true }),
  ]);
  const groups = new Map<string, { id: string; plans: number; sites: Map<string, ClusterRow> }>();
  for (const { row, spec } of plans) {
    const group = groups.get(row.group.name) ?? { id: row.groupId, plans: 0, sites: new Map() };
    for (const name of [spec.spec.primary, spec.spec.standby]) {
      const site = clusters.find((cluster) => cluster.name === name);
      if (site) group.sites.set(site.id, site);
    }
    groups.set(row.group.name, { ...group, plans: group.plans + 1 });
  }
  const isWhole = (id: string, seen: number) => all.find((each) => each.groupId === id)?._count === seen;
  return new Map([...groups].flatMap(([name, { id, plans: seen, sites }]) => (isWhole(id, seen) ? [[name, [...sites.values()]]] : [])));
}

/** The rights about a freeze: on every site of its groups; of one for all groups on the whole fleet. A group that the caller does not see does not exist. */
export async function authoriseFreeze(ctx: ServiceContext, action: string, id: string, freeze: NewFreezeWindow): Promise<AuditDecision> {
  const attempt = { permission: "freeze:manage" as const, action, target: freezeTarget(id, freeze) };
  if (freeze.groups.length === 0) return authorise(ctx, attempt);
  const seen = await visibleGroups(ctx);
  const unknown = freeze.groups.find((group) => !seen.has(group));
  if (unknown !== undefined) return refuse(ctx, attempt, new Fault("InvalidInput", worded("FreezeGroupUnknown", { group: unknown })));
  return authorise(ctx, { ...attempt, clusters: freeze.groups.flatMap((group) => [...(seen.get(group) ?? [])]) });
}

/** The freeze of an id, with the right to change it. Throws `NotFound`, also for one of groups that the caller does not see, and `Forbidden`; both are on record. */
export async function ownedFreeze(
  ctx: ServiceContext,
  action: string,
  id: string,
): Promise<{ row: FreezeWindow; decision: AuditDecision }> {
  const row = await ctx.db.prisma.freezeWindow.findUnique({ where: { id } });
  const seen = row && row.groups.length > 0 ? await visibleGroups(ctx) : new Map();
  if (!row?.groups.every((group) => seen.has(group)))
    return refuse(ctx, { action, target: freezeTarget(id, null) }, new Fault("NotFound", worded("FreezeAbsent")));
  return { row, decision: await authoriseFreeze(ctx, action, id, freezeOf(row)) };
}

/** Throws `InvalidInput`, naming the field, for a freeze that would never hold. */
export function checkFreeze({ times }: NewFreezeWindow, now: Date): void {
  const isOver = times.repeats === "once" ? times.endsAt <= now : nextStart(times, now) === null;
  if (isOver) throw new Fault("InvalidInput", worded("FreezeOver"));
}
