import { BULK_MOST, type BulkSelection } from "@holdfast/contracts/bulk";
import { Fault } from "@holdfast/contracts/fault";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import { describeQueryProblem } from "@holdfast/domain/search/describe-query-problem";
import type { ServiceContext } from "../context/service-context";
import { listObjects } from "../inventory/list-objects";
import { objectColumns } from "../inventory/object-row";
import { findKeys } from "../search/find-keys";
import { readSearch } from "../search/read-search";

/** Where an object is in the inventory. */
export interface ObjectKey {
  readonly clusterId: string;
  readonly uid: string;
}

/** What a selection means now, in its order, on the clusters that the caller may see. `isCut`: it finds more than one order may be for. */
export async function selectedKeys(ctx: ServiceContext, selection: BulkSelection): Promise<{ keys: readonly ObjectKey[]; isCut: boolean }> {
  if (selection.by === "objects") return { keys: selection.objects, isCut: false };
  if (selection.by === "list") {
    const list = { ...selection.list, sort: "name", direction: "asc", cursor: null, limit: BULK_MOST + 1 } as const;
    const { rows } = await listObjects(ctx, list);
    return { keys: rows.slice(0, BULK_MOST), isCut: rows.length > BULK_MOST };
  }
  const search = await readSearch(ctx, selection.query);
  if (search.problems.length > 0) throw new Fault("InvalidInput", search.problems.map(describeQueryProblem).join("\n"));
  const { keys } = await findKeys(ctx, search, { after: null, limit: BULK_MOST + 1 });
  return { keys: keys.slice(0, BULK_MOST), isCut: keys.length > BULK_MOST };
}

/** The objects of these keys that are there, by `cluster/uid`, on these clusters only. */
export async function objectsOf(
  ctx: ServiceContext,
  keys: readonly ObjectKey[],
  clusterIds: readonly string[],
): Promise<ReadonlyMap<string, InventoryObject>> {
  const wanted = keys.filter(({ clusterId }) => clusterIds.includes(clusterId));
  const rows = await ctx.db.prisma.$queryRaw<InventoryObject[]>`
    SELECT ${objectColumns} FROM inventory_object WHERE (cluster_id, uid) IN (
      SELECT * FROM unnest(${wanted.map(({ clusterId }) => clusterId)}::uuid[], ${wanted.map(({ uid }) => uid)}::text[]))`;
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** How a key is told from another. */
export const keyOf = ({ clusterId, uid }: ObjectKey): string => `${clusterId}/${uid}`;
