import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** How many objects of each resource there are on the clusters that the caller sees, or on some of them. */
export async function countResources(ctx: ServiceContext, input: { clusterIds?: readonly string[] | undefined }): Promise<ResourceCount[]> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const ids = visible.map((cluster) => cluster.id).filter((id) => input.clusterIds === undefined || input.clusterIds.includes(id));
  const [kinds, counts] = await Promise.all([
    ctx.db.prisma.inventoryResource.findMany({
      where: { clusterId: { in: ids }, state: { not: "absent" } },
      select: { resource: true, kind: true, isNamespaced: true },
      distinct: ["resource"],
      orderBy: { resource: "asc" },
    }),
    ctx.db.prisma.inventoryCount.groupBy({
      by: ["resource", "health"],
      where: { clusterId: { in: ids }, count: { gt: 0 } },
      _sum: { count: true },
    }),
  ]);
  return kinds.map(({ resource, kind, isNamespaced }) => {
    const own = counts.filter((row) => row.resource === resource);
    return {
      resource,
      kind,
      isNamespaced,
      total: own.reduce((sum, row) => sum + (row._sum.count ?? 0), 0),
      byHealth: Object.fromEntries(own.map((row) => [row.health, row._sum.count ?? 0])),
    };
  });
}
