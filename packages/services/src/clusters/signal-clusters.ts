import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";

/** The clusters whose signals the caller may read and that have, or had, an agent; all of them or those asked for. */
export async function signalClusters(
  ctx: ServiceContext,
  clusterIds: readonly string[] | undefined,
): Promise<{ id: string; name: string }[]> {
  const visible = await visibleClusters(ctx, "signals:read");
  const linked = await ctx.db.prisma.agentLink.findMany({ where: { bootId: { not: null } }, select: { clusterId: true } });
  const known = new Set(linked.map((link) => link.clusterId));
  return visible
    .filter((cluster) => known.has(cluster.id) && (clusterIds === undefined || clusterIds.includes(cluster.id)))
    .map(({ id, name }) => ({ id, name }));
}
