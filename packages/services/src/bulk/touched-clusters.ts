import type { BulkOrder } from "@holdfast/db/generated/prisma/client";
import { type ClusterRow, clusterRow, clusterRowFields } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";

/** All clusters that a bulk order touches, also those that the caller may not see: whoever decides about it needs a right on each. */
export async function touchedClusters(ctx: ServiceContext, { clusterIds }: Pick<BulkOrder, "clusterIds">): Promise<ClusterRow[]> {
  const rows = await ctx.db.prisma.cluster.findMany({
    where: { id: { in: clusterIds } },
    select: clusterRowFields,
    orderBy: { name: "asc" },
  });
  return rows.map(clusterRow);
}
