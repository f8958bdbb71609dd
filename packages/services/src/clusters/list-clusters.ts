import type { ClusterView } from "@holdfast/contracts/cluster";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { liveHubs } from "./cluster-view";
import { clusterViews } from "./cluster-views";

/** The clusters that the caller may see, by name. */
export async function listClusters(ctx: ServiceContext): Promise<ClusterView[]> {
  const [visible, hubs] = await Promise.all([visibleClusters(ctx, "fleet:read"), liveHubs(ctx.db.prisma)]);
  return clusterViews(
    ctx,
    visible.map((cluster) => cluster.id),
    hubs,
  );
}
