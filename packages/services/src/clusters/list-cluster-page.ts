import type { ClusterPage, ListClusters } from "@holdfast/contracts/cluster-list";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { clusterCursor, clusterOrder } from "./cluster-order";
import { liveHubs } from "./cluster-view";
import { clusterViews } from "./cluster-views";
import { withCounts } from "./with-counts";

/** What the request leaves in, as SQL over `listed`. */
function clusterFilter({ text, environments, links }: ListClusters): Prisma.Sql {
  const part = `%${(text ?? "").replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const conditions = [
    text ? Prisma.sql`(name ILIKE ${part} OR region ILIKE ${part})` : null,
    environments?.length ? Prisma.sql`environment = ANY(${environments}::"Environment"[])` : null,
    links?.length ? Prisma.sql`link = ANY(${links}::text[])` : null,
  ].filter((condition) => condition !== null);
  return Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
}

/** A page of the clusters that the caller may see, with what they run and what was found. */
export async function listClusterPage(ctx: ServiceContext, input: ListClusters): Promise<ClusterPage> {
  const order = clusterOrder(input);
  const filter = clusterFilter(input);
  const [visible, hubs] = await Promise.all([visibleClusters(ctx, "fleet:read"), liveHubs(ctx.db.prisma)]);
  // The link's state as `effectiveLinkState` and `awayUntil` judge it, so that a list can be sorted and narrowed by what it shows.
  const listed = Prisma.sql`listed AS (
    SELECT c.id, c.name, c.environment, c.region, c.kubernetes_version, coalesce(l.since, c.created_at) AS since,
      CASE WHEN s.link IN ('unreachable', 'unknown')
          AND coalesce(l.last_heartbeat_at, l.since) + c.away_days * interval '1 day' > ${ctx.now()} THEN 'away'
        ELSE s.link END AS link
    FROM cluster c LEFT JOIN agent_link l ON l.cluster_id = c.id
      CROSS JOIN LATERAL (SELECT CASE WHEN l.state = 'connected' AND NOT coalesce(l.hub_id = ANY(${[...hubs]}::text[]), false) THEN 'unknown'
        ELSE coalesce(l.state, 'awaitingAgent') END AS link) s
    WHERE c.id = ANY(${visible.map((cluster) => cluster.id)}::uuid[]))`;
  const [rows, [counted]] = await Promise.all([
    ctx.db.prisma.$queryRaw<{ id: string; name: string; key: string }[]>`
      WITH ${listed} SELECT id, name, ${order.key} AS key FROM listed WHERE ${filter} ${order.after} ORDER BY ${order.orderBy} LIMIT ${input.limit + 1}`,
    ctx.db.prisma.$queryRaw<{ n: bigint }[]>`WITH ${listed} SELECT count(*) AS n FROM listed WHERE ${filter}`,
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const views = await clusterViews(
    ctx,
    page.map((row) => row.id),
    hubs,
  );
  return {
    rows: await withCounts(ctx, views),
    nextCursor: rows.length > input.limit && last ? clusterCursor(last.key, last.name) : null,
    total: Number(counted?.n ?? 0),
    isTotalCapped: false,
  };
}
