import type { ClusterView } from "@holdfast/contracts/cluster";
import type { ServiceContext } from "../context/service-context";
import { clusterView, clusterViewInclude, liveHubs } from "./cluster-view";
import { visibleCluster } from "./visible-cluster";

/** One cluster; `NotFound` when it is absent or not for the caller. */
export async function getCluster(ctx: ServiceContext, clusterId: string): Promise<ClusterView> {
  await visibleCluster(ctx, clusterId);
  const [row, hubs] = await Promise.all([
    ctx.db.prisma.cluster.findUniqueOrThrow({ where: { id: clusterId }, include: clusterViewInclude }),
    liveHubs(ctx.db.prisma),
  ]);
  return clusterView(row, hubs);
}
