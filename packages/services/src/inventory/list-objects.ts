import { ClusterId } from "@holdfast/contracts/ids";
import type { ListObjects, ObjectPage } from "@holdfast/contracts/inventory-list";
import type { InventoryObject } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { countObjects } from "./count-objects";
import { cursorOf, listOrder } from "./list-order";
import { objectFilter } from "./object-filter";
import { objectRow } from "./object-row";
import { pageQuestion } from "./page-question";
import { staleClusters } from "./stale-clusters";

/** A page of objects of the clusters that the caller may see, answered from the store whether a cluster lives or not. */
export async function listObjects(ctx: ServiceContext, input: ListObjects): Promise<ObjectPage> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const chosen = input.clusterIds ? visible.filter((cluster) => input.clusterIds?.some((id) => id === cluster.id)) : visible;
  const everything = await ctx.db.prisma.cluster.count();
  const clusters = chosen.length === everything ? null : chosen;
  if (chosen.length === 0) return { rows: [], nextCursor: null, total: 0, isTotalCapped: false, staleClusters: [] };

  const order = listOrder(input);
  const filter = objectFilter(input, clusters);
  const counting = countObjects(ctx, input, clusters);
  const reading = async () => {
    // Only a part of a name may match nearly nothing or nearly everything: counting tells which, and the way to the rows.
    const isRare = Boolean(input.text) && !(await counting).isTotalCapped;
    return ctx.db.prisma.$queryRaw<InventoryObject[]>(pageQuestion(input, filter, order, isRare));
  };
  const [rows, total, stale] = await Promise.all([reading(), counting, staleClusters(ctx, chosen)]);
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
