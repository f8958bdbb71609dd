import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { BulkOrder } from "@holdfast/db/generated/prisma/client";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** A bulk order, and those of the clusters that the caller may see which it is about. */
export interface VisibleBulk {
  readonly bulk: BulkOrder;
  readonly clusters: readonly ClusterRow[];
  /** The bulk order that took it back. */
  readonly undoneBy: string | null;
}

/** The bulk order; `NotFound` when it is absent, and when it is about no cluster that the caller may see. */
export async function visibleBulk(ctx: ServiceContext, bulkId: string): Promise<VisibleBulk> {
  const [bulk, visible, undo] = await Promise.all([
    ctx.db.prisma.bulkOrder.findUnique({ where: { id: bulkId } }),
    visibleClusters(ctx, "inventory:read"),
    ctx.db.prisma.bulkOrder.findFirst({ where: { undoes: bulkId }, select: { id: true } }),
  ]);
  const clusters = visible.filter(({ id }) => bulk?.clusterIds.includes(id));
  if (!bulk || clusters.length === 0) throw new Fault("NotFound", worded("BulkAbsent"));
  return { bulk, clusters, undoneBy: undo?.id ?? null };
}
