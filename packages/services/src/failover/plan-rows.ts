import { PlanSpec } from "@holdfast/contracts/plan";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

const include = { group: true, versions: { orderBy: { number: "desc" } } } as const satisfies Prisma.PlanInclude;

/** The clusters of a plan by name: its two sites, then the others that its steps act on. */
export const clustersOfPlan = ({ spec }: PlanSpec): string[] => [
  spec.primary,
  spec.standby,
  ...(spec.others ?? []).map(({ cluster }) => cluster),
];

/** The plans whose clusters the caller may see, with their versions, the newest first, and the spec of the newest. */
export async function visiblePlans(ctx: ServiceContext, where: Prisma.PlanWhereInput = {}) {
  const names = new Set((await visibleClusters(ctx, "failover:read")).map((cluster) => cluster.name));
  const rows = await ctx.db.prisma.plan.findMany({ where, include, orderBy: { name: "asc" } });
  return rows.flatMap((row) => {
    const [newest] = row.versions;
    if (!newest) return [];
    const spec = PlanSpec.parse(newest.spec);
    return clustersOfPlan(spec).every((name) => names.has(name)) ? [{ row, spec }] : [];
  });
}
