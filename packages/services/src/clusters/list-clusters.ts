import type { ClusterView } from "@holdfast/contracts/cluster";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { clusterView, clusterViewInclude, liveHubs } from "./cluster-view";

/** The clusters that the caller may see, by name. */
export async function listClusters(ctx: ServiceContext): Promise<ClusterView[]> {
  const visible = await visibleClusters(ctx, "fleet:read");
  const [rows, hubs] = await Promise.all([
    ctx.db.prisma.cluster.findMany({
      where: { id: { in: visible.map((cluster) => cluster.id) } },
      include: clusterViewInclude,
      orderBy: { name: "asc" },
    }),
    liveHubs(ctx.db.prisma),
  ]);
  return rows.map((row) => clusterView(row, hubs));
}
