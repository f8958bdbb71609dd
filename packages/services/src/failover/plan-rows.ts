import { PlanSpec } from "@holdfast/contracts/plan";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { childCallsOf } from "@holdfast/domain/plan/child-plans";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

const include = { group: true, versions: { orderBy: { number: "desc" } } } as const satisfies Prisma.PlanInclude;

/** The clusters of a plan by name: its two sites, then the others that its steps act on. */
export const clustersOfPlan = ({ spec }: PlanSpec): string[] => [
  spec.primary,
  spec.standby,
  ...(spec.others ?? []).map(({ cluster }) => cluster),
];

/** The clusters, by name, of the plans that the steps of a plan run, its own left out; one that is not there has none. */
export async function clustersOfChildren({ prisma }: Pick<Database, "prisma">, spec: PlanSpec): Promise<string[]> {
  const plans = childCallsOf(spec).map(({ plan }) => plan);
  if (plans.length === 0) return [];
  const rows = await prisma.plan.findMany({
    where: { name: { in: plans } },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const names = rows.flatMap(({ versions }) => versions.flatMap((version) => clustersOfPlan(PlanSpec.parse(version.spec))));
  return [...new Set(names)].filter((name) => !clustersOfPlan(spec).includes(name));
}

/** The plans whose clusters the caller may see, those of the plans that they run among them, with their versions, the newest first, and the spec of the newest. */
export async function visiblePlans(ctx: ServiceContext, where: Prisma.PlanWhereInput = {}) {
  const names = new Set((await visibleClusters(ctx, "failover:read")).map((cluster) => cluster.name));
  const rows = await ctx.db.prisma.plan.findMany({ where, include, orderBy: { name: "asc" } });
  const seen = await Promise.all(
    rows.map(async (row) => {
      const [newest] = row.versions;
      if (!newest) return [];
      const spec = PlanSpec.parse(newest.spec);
      const all = [...clustersOfPlan(spec), ...(await clustersOfChildren(ctx.db, spec))];
      return all.every((name) => names.has(name)) ? [{ row, spec }] : [];
    }),
  );
  return seen.flat();
}
