import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { objectColumns, objectRow } from "../inventory/object-row";
import type { FoundKey } from "./found-order";

/** The objects of these keys, in their order; one that went away in between is left out. */
export async function foundRows(ctx: ServiceContext, keys: readonly FoundKey[], clusters: readonly ClusterRow[]): Promise<ObjectRow[]> {
  const rows = await ctx.db.prisma.$queryRaw<InventoryObject[]>`
    SELECT ${objectColumns} FROM inventory_object WHERE (cluster_id, uid) IN (
      SELECT * FROM unnest(${keys.map(({ clusterId }) => clusterId)}::uuid[], ${keys.map(({ uid }) => uid)}::text[]))`;
  const byKey = new Map(rows.map((row) => [`${row.clusterId}/${row.uid}`, row]));
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  return keys.flatMap(({ clusterId, uid }) => {
    const row = byKey.get(`${clusterId}/${uid}`);
    return row ? [objectRow(row, names.get(clusterId) ?? "")] : [];
  });
}
