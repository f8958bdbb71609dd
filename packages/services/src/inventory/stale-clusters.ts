import type { ClusterRow } from "../access/cluster-row";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";

/** The clusters among these whose rows nobody can vouch for now, and since when. A cluster that never had an agent has no rows. */
export async function staleClusters(
  ctx: ServiceContext,
  clusters: readonly ClusterRow[],
): Promise<{ id: string; name: string; since: Date }[]> {
  const [links, hubs] = await Promise.all([
    ctx.db.prisma.agentLink.findMany({
      where: { clusterId: { in: clusters.map((cluster) => cluster.id) }, bootId: { not: null } },
      select: { clusterId: true, state: true, hubId: true, since: true, lastHeartbeatAt: true },
    }),
    liveHubs(ctx.db.prisma),
  ]);
  const names = new Map(clusters.map((cluster) => [cluster.id, cluster.name]));
  return links
    .filter((link) => effectiveLinkState(link, hubs) !== "connected")
    .map((link) => ({ id: link.clusterId, name: names.get(link.clusterId) ?? "", since: link.lastHeartbeatAt ?? link.since }));
}
