import type { ImportListRow, ImportPage } from "@holdfast/contracts/cluster-import";
import type { PageRequest } from "@holdfast/contracts/page";
import { z } from "zod";
import { effectiveLinkState, liveHubs } from "../clusters/cluster-view";
import type { ServiceContext } from "../context/service-context";

/** The instant and the id of the last row of the page before. A cursor of another shape is the beginning. */
const Cursor = z.tuple([z.coerce.date(), z.uuid()]).nullable().catch(null);

/** The imports, the newest first, each with how many of its contexts came in, and how many agents are connected now. */
export async function listImports(ctx: ServiceContext, { cursor, limit }: PageRequest): Promise<ImportPage> {
  const after = Cursor.parse(cursor?.split("~") ?? null);
  const older = after && { OR: [{ requestedAt: { lt: after[0] } }, { requestedAt: after[0], id: { lt: after[1] } }] };
  const [rows, total, hubs] = await Promise.all([
    ctx.db.prisma.clusterImport.findMany({
      where: older ?? {},
      orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
      include: { items: { select: { clusterId: true } } },
    }),
    ctx.db.prisma.clusterImport.count(),
    liveHubs(ctx.db.prisma),
  ]);
  const page = rows.slice(0, limit);
  const ids = page.flatMap(({ items }) => items.flatMap(({ clusterId }) => clusterId ?? []));
  const links = await ctx.db.prisma.agentLink.findMany({ where: { clusterId: { in: ids } } });
  const connected = new Set(links.filter((link) => effectiveLinkState(link, hubs) === "connected").map(({ clusterId }) => clusterId));
  const last = page.at(-1);
  return {
    rows: page.map(
      ({ id, requestedByName, requestedAt, items }): ImportListRow => ({
        ...{ id, requestedByName, requestedAt, total: items.length },
        refused: items.filter(({ clusterId }) => clusterId === null).length,
        connected: items.filter(({ clusterId }) => clusterId !== null && connected.has(clusterId)).length,
      }),
    ),
    nextCursor: rows.length > limit && last ? `${last.requestedAt.toISOString()}~${last.id}` : null,
    total,
    isTotalCapped: false,
  };
}
