import { ClusterId } from "@holdfast/contracts/ids";
import type { ListObjects, ObjectPage } from "@holdfast/contracts/inventory-list";
import { type InventoryObject, Prisma } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { countObjects } from "./count-objects";
import { cursorOf, listOrder } from "./list-order";
import { objectFilter } from "./object-filter";
import { objectRow } from "./object-row";
import { staleClusters } from "./stale-clusters";

const COLUMNS = Prisma.sql`cluster_id AS "clusterId", uid, resource, kind, namespace, name, created_at AS "createdAt", health, status, reason,
  ready, desired, restarts, node, owner_kind AS "ownerKind", owner_name AS "ownerName", owner_uid AS "ownerUid", labels, images, facts,
  digest, observed_at AS "observedAt"`;

/** The rows of each scan. Few of a million objects are degraded: each health is looked up where an index has it before the name. */
function scanned({ resources, health, sort }: ListObjects): Prisma.Sql[] {
  const isIndexed = sort === "name" || sort === "health";
  return resources.flatMap((resource) =>
    health?.length && isIndexed
      ? [...new Set(health)].map((one) => Prisma.sql`resource = ${resource} AND health = ${one}::"Health"`)
      : [Prisma.sql`resource = ${resource}`],
  );
}

/** A page of objects of the clusters that the caller may see, answered from the store whether a cluster lives or not. */
export async function listObjects(ctx: ServiceContext, input: ListObjects): Promise<ObjectPage> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const chosen = input.clusterIds ? visible.filter((cluster) => input.clusterIds?.some((id) => id === cluster.id)) : visible;
  const everything = await ctx.db.prisma.cluster.count();
  const clusters = chosen.length === everything ? null : chosen;
  if (chosen.length === 0) return { rows: [], nextCursor: null, total: 0, isTotalCapped: false, staleClusters: [] };

  const order = listOrder(input);
  const filter = objectFilter(input, clusters);
  // One ordered scan a resource, merged: an index gives each in order, and a list of several resources stays as fast as one.
  const scans = scanned(input).map(
    (rows) =>
      Prisma.sql`(SELECT * FROM inventory_object WHERE ${rows} ${filter} ${order.sortable} ${order.after} ORDER BY ${order.orderBy} LIMIT ${input.limit + 1})`,
  );
  const [rows, total, stale] = await Promise.all([
    ctx.db.prisma.$queryRaw<
      InventoryObject[]
    >`SELECT ${COLUMNS} FROM (${Prisma.join(scans, " UNION ALL ")}) AS o ORDER BY ${order.orderBy} LIMIT ${input.limit + 1}`,
    countObjects(ctx, input, clusters),
    staleClusters(ctx, chosen),
  ]);
  const names = new Map(chosen.map((cluster) => [cluster.id, cluster.name]));
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => objectRow(row, names.get(row.clusterId) ?? "")),
    nextCursor: rows.length > input.limit && last ? cursorOf(input.sort, last) : null,
    ...total,
    staleClusters: stale.map(({ id, name, since }) => ({ clusterId: ClusterId.parse(id), clusterName: name, since })),
  };
}
