import type { ServiceContext } from "../context/service-context";
import type { ReadSearch } from "./read-search";

/** How many objects a search finds that asks for clusters, kinds and healths alone, by kind and cluster: the store keeps these counts. */
export async function countKept(
  ctx: ServiceContext,
  { clusters, resources, healths }: ReadSearch,
): Promise<{ total: number; counts: { resource: string; clusterId: string; count: number }[] }> {
  const rows = await ctx.db.prisma.inventoryCount.groupBy({
    by: ["resource", "clusterId"],
    where: {
      clusterId: { in: clusters.map(({ id }) => id) },
      resource: { in: [...resources] },
      health: { in: [...healths] },
      count: { gt: 0 },
    },
    _sum: { count: true },
  });
  const counts = rows.map(({ resource, clusterId, _sum }) => ({ resource, clusterId, count: _sum.count ?? 0 }));
  return { total: counts.reduce((sum, { count }) => sum + count, 0), counts };
}
