import { PlanSpec } from "@holdfast/contracts/plan";
import type { Database } from "@holdfast/db/database";
import type { ChildCall } from "@holdfast/domain/plan/child-plans";

/** The clusters of the latest versions of plans; what is not there any more is left out. */
export async function childClusters({ prisma }: Database, calls: readonly ChildCall[]): Promise<readonly string[]> {
  if (calls.length === 0) return [];
  const plans = await prisma.plan.findMany({
    where: { name: { in: calls.map(({ plan }) => plan) } },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const names = plans.flatMap(({ versions }) =>
    versions.flatMap(({ spec }) => {
      const { primary, standby, others = [] } = PlanSpec.parse(spec).spec;
      return [primary, standby, ...others.map(({ cluster }) => cluster)];
    }),
  );
  const clusters = await prisma.cluster.findMany({ where: { name: { in: names } }, select: { id: true } });
  return clusters.map(({ id }) => id);
}
