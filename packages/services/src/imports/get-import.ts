import type { ImportView } from "@holdfast/contracts/cluster-import";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { visibleClusters } from "../access/visible-clusters";
import { liveHubs } from "../clusters/cluster-view";
import { clusterViews } from "../clusters/cluster-views";
import type { ServiceContext } from "../context/service-context";
import { hostedView } from "./hosted-view";

/** One import: each context with what became of it. A cluster that the caller may not see is left out of its item. */
export async function getImport(ctx: ServiceContext, id: string): Promise<ImportView> {
  const row = await ctx.db.prisma.clusterImport.findUnique({ where: { id }, include: { items: { orderBy: { position: "asc" } } } });
  if (!row) throw new Fault("NotFound", worded("ImportAbsent"));
  const seen = new Set((await visibleClusters(ctx, "fleet:read")).map((cluster) => cluster.id as string));
  const ids = row.items.flatMap(({ clusterId }) => (clusterId && seen.has(clusterId) ? [clusterId] : []));
  const [clusters, agents] = await Promise.all([
    clusterViews(ctx, ids, await liveHubs(ctx.db.prisma)),
    ctx.db.prisma.hostedAgent.findMany({ where: { clusterId: { in: ids } } }),
  ]);
  return {
    id: row.id,
    requestedByName: row.requestedByName,
    requestedAt: row.requestedAt,
    items: row.items.map(({ context, server, name, clusterId, message, phrase }) => {
      const agent = agents.find((each) => each.clusterId === clusterId);
      return {
        ...{ context, server, name },
        refusal: message === null ? null : { message, phrase: phraseOfRow(phrase) },
        cluster: clusters.find((cluster) => cluster.id === clusterId) ?? null,
        agent: agent ? hostedView(agent) : null,
      };
    }),
  };
}
