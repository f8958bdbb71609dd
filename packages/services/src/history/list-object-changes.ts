import type { ChangePage, ListObjectChanges } from "@holdfast/contracts/history";
import { ClusterId } from "@holdfast/contracts/ids";
import { visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { changeAuthors } from "./change-authors";
import { changePlace } from "./change-cursor";
import { changeId, changeRow } from "./change-row";
import { keptSince } from "./kept-since";

const TOTAL_CAP = 1000;

/** A page of the changes of one object, newest first; also of one that is gone. An object that never was has none. */
export async function listObjectChanges(ctx: ServiceContext, { clusterId, uid, cursor, limit }: ListObjectChanges): Promise<ChangePage> {
  const cluster = await visibleCluster(ctx, clusterId, "inventory:read");
  const { prisma } = ctx.db;
  const where = { clusterId: cluster.id, uid };
  const [rows, total, held, stale] = await Promise.all([
    prisma.inventoryChange.findMany({
      where: { ...where, ...(cursor === null ? {} : { id: { lt: changePlace(cursor).id } }) },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    prisma.inventoryChange.count({ where, take: TOTAL_CAP + 1 }),
    prisma.inventoryObject.findUnique({ where: { clusterId_uid: where }, select: { resource: true } }),
    staleClusters(ctx, [cluster]),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const [authors, since] = await Promise.all([
    changeAuthors(ctx, page),
    keptSince(prisma, [cluster.id], held?.resource ?? page[0]?.resource),
  ]);
  return {
    rows: page.map((row) => changeRow(row, cluster.name, authors.get(row.id) ?? null)),
    nextCursor: rows.length > limit && last ? changeId(last) : null,
    total: Math.min(total, TOTAL_CAP),
    isTotalCapped: total > TOTAL_CAP,
    keptSince: since,
    staleClusters: stale.map((each) => ({ clusterId: ClusterId.parse(each.id), clusterName: each.name, since: each.since })),
  };
}
