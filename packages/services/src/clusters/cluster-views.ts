import type { ClusterView } from "@holdfast/contracts/cluster";
import type { ServiceContext } from "../context/service-context";
import { clusterView, clusterViewInclude } from "./cluster-view";

/** The clusters with these ids as pages show them, in the order of the ids. Whoever calls has asked whether they may be seen. */
export async function clusterViews(ctx: ServiceContext, ids: readonly string[], hubs: ReadonlySet<string>): Promise<ClusterView[]> {
  const rows = await ctx.db.prisma.cluster.findMany({ where: { id: { in: [...ids] } }, include: clusterViewInclude });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [clusterView(row, hubs)] : [];
  });
}
