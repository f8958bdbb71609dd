import type { BulkPage } from "@holdfast/contracts/bulk";
import type { PageRequest } from "@holdfast/contracts/page";
import { z } from "zod";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { bulkTallies } from "./bulk-standing";
import { bulkView } from "./bulk-view";

/** Ids are of version 7: they sort by age. A cursor of another shape is the beginning. */
const Cursor = z.uuid().nullable().catch(null);

/** The bulk orders about clusters that the caller may see, the newest first, counted over those clusters. */
export async function listBulks(ctx: ServiceContext, { cursor, limit }: PageRequest): Promise<BulkPage> {
  const clusterIds = (await visibleClusters(ctx, "inventory:read")).map(({ id }) => id);
  const where = { clusterIds: { hasSome: clusterIds } };
  const after = Cursor.parse(cursor);
  const [rows, total] = await Promise.all([
    ctx.db.prisma.bulkOrder.findMany({
      where: { ...where, ...(after ? { id: { lt: after } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    ctx.db.prisma.bulkOrder.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const [tallies, undos] = await Promise.all([
    bulkTallies(ctx, ids, clusterIds),
    ctx.db.prisma.bulkOrder.findMany({ where: { undoes: { in: ids } }, select: { id: true, undoes: true } }),
  ]);
  return {
    rows: page.map((row) => bulkView(row, tallies.get(row.id) ?? {}, undos.find(({ undoes }) => undoes === row.id)?.id ?? null)),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total,
    isTotalCapped: false,
  };
}
