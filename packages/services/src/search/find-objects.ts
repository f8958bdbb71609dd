import { ClusterId } from "@holdfast/contracts/ids";
import type { FindObjects, FoundPage } from "@holdfast/contracts/search";
import type { ServiceContext } from "../context/service-context";
import { staleClusters } from "../inventory/stale-clusters";
import { findKeys } from "./find-keys";
import { firstOfCommon } from "./first-of-common";
import { foundCursor, readFoundCursor } from "./found-order";
import { foundRows } from "./found-rows";
import { readSearch } from "./read-search";

/** A page of what a query finds on the clusters that the caller may see, answered from the store whether a cluster lives or not. */
export async function findObjects(ctx: ServiceContext, input: FindObjects): Promise<FoundPage> {
  const search = await readSearch(ctx, input.query);
  const asked = { after: readFoundCursor(input.cursor), limit: input.limit + 1 };
  const [{ keys, total, isTotalCapped }, stale] = await Promise.all([
    firstOfCommon(ctx, search, asked).then((first) => first ?? findKeys(ctx, search, asked)),
    staleClusters(ctx, search.clusters),
  ]);
  const page = keys.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: await foundRows(ctx, page, search.clusters),
    nextCursor: keys.length > input.limit && last ? foundCursor(last) : null,
    total,
    isTotalCapped,
    staleClusters: stale.map(({ id, name, since }) => ({ clusterId: ClusterId.parse(id), clusterName: name, since })),
    problems: [...search.problems],
  };
}
