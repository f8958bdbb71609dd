import { PlanSpec } from "@holdfast/contracts/plan";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

const include = { group: true, versions: { orderBy: { number: "desc" } } } as const satisfies Prisma.PlanInclude;

/** The plans whose sites the caller may see, with their versions, the newest first, and the spec of the newest. */
export async function visiblePlans(ctx: ServiceContext, where: Prisma.PlanWhereInput = {}) {
  const names = new Set((await visibleClusters(ctx, "failover:read")).map((cluster) => cluster.name));
  const rows = await ctx.db.prisma.plan.findMany({ where, include, orderBy: { name: "asc" } });
  return rows.flatMap((row) => {
    const [newest] = row.versions;
    if (!newest) return [];
    const spec = PlanSpec.parse(newest.spec);
    return names.has(spec.spec.primary) && names.has(spec.spec.standby) ? [{ row, spec }] : [];
  });
}
