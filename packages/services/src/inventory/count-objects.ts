import type { ListObjects } from "@holdfast/contracts/inventory-list";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { objectFilter } from "./object-filter";

/** Beyond this many matches a filtered list says "more than", because counting them all would cost more than the page. */
export const COUNT_CAP = 1000;

/** How many objects the list has. Without a narrow filter the kept counts answer at once; else matches are counted up to the cap. */
export async function countObjects(
  ctx: ServiceContext,
  input: ListObjects,
  clusters: readonly ClusterRow[] | null,
): Promise<{ total: number; isTotalCapped: boolean }> {
  const { namespace, text, node, ownerUid, health, resources } = input;
  if (!namespace && !text && !node && !ownerUid) {
    const { _sum } = await ctx.db.prisma.inventoryCount.aggregate({
      where: {
        resource: { in: resources },
        ...(clusters ? { clusterId: { in: clusters.map((cluster) => cluster.id) } } : {}),
        ...(health?.length ? { health: { in: health } } : {}),
      },
      _sum: { count: true },
    });
    return { total: _sum.count ?? 0, isTotalCapped: false };
  }
  const [row] = await ctx.db.prisma.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM (SELECT 1 FROM inventory_object WHERE resource = ANY(${resources}::text[]) ${objectFilter(input, clusters)} LIMIT ${COUNT_CAP + 1}) AS matches`;
  const found = Number(row?.n ?? 0);
  return { total: Math.min(found, COUNT_CAP), isTotalCapped: found > COUNT_CAP };
}
