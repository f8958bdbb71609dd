import type { ChangePage, ListChanges } from "@holdfast/contracts/history";
import { ClusterId } from "@holdfast/contracts/ids";
import type { InventoryChange } from "@holdfast/db/generated/prisma/client";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { boundedRead } from "../search/bounded-read";
import { changeAuthors } from "./change-authors";
import { changeQuestion, countQuestion } from "./change-question";
import { changeId, changeRow } from "./change-row";
import { keptSince } from "./kept-since";

const TOTAL_CAP = 1000;

/** How many changes match, up to one more than is counted. */
async function countChanges(ctx: ServiceContext, input: ListChanges, clusters: readonly string[] | null): Promise<number> {
  const [counted] = await boundedRead<{ count: number }>(ctx, countQuestion(input, clusters, TOTAL_CAP + 1));
  return counted?.count ?? 0;
}

/** A page of what changed on the clusters that the caller may see, newest first. */
export async function listChanges(ctx: ServiceContext, input: ListChanges): Promise<ChangePage> {
  const visible = await visibleClusters(ctx, "inventory:read");
  const chosen = input.clusterIds ? visible.filter((cluster) => input.clusterIds?.some((id) => id === cluster.id)) : visible;
  if (chosen.length === 0) return { rows: [], nextCursor: null, total: 0, isTotalCapped: false, keptSince: null, staleClusters: [] };
  const ids = chosen.map(({ id }) => id);
  const clusters = chosen.length === (await ctx.db.prisma.cluster.count()) ? null : ids;
  const [rows, since, stale] = await Promise.all([
    boundedRead<InventoryChange>(ctx, changeQuestion(input, clusters)),
    keptSince(ctx.db.prisma, ids),
    staleClusters(ctx, chosen),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const names = new Map(chosen.map(({ id, name }) => [id, name]));
  // A first page that is not full was the whole search; what is rare is then looked for once.
  const isWhole = input.cursor === null && rows.length <= input.limit;
  const [authors, total] = await Promise.all([changeAuthors(ctx, page), isWhole ? rows.length : countChanges(ctx, input, clusters)]);
  return {
    rows: page.map((row) => changeRow(row, names.get(row.clusterId) ?? "", authors.get(row.id) ?? null)),
    nextCursor: rows.length > input.limit && last ? changeId(last) : null,
    total: Math.min(total, TOTAL_CAP),
    isTotalCapped: total > TOTAL_CAP,
    keptSince: since,
    staleClusters: stale.map((each) => ({ clusterId: ClusterId.parse(each.id), clusterName: each.name, since: each.since })),
  };
}
