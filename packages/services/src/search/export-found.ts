import { Fault } from "@holdfast/contracts/fault";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { describeQueryProblem } from "@holdfast/domain/search/describe-query-problem";
import type { ServiceContext } from "../context/service-context";
import { findKeys } from "./find-keys";
import type { FoundKey } from "./found-order";
import { foundRows } from "./found-rows";
import { readSearch } from "./read-search";

/** An export holds no more objects than this. */
export const EXPORT_MOST = 10_000;
const AT_ONCE = 1000;

/** What a search found, to be written to a file a part at a time. */
export interface FoundExport {
  /** There is more than the file will hold. */
  readonly isCut: boolean;
  readonly parts: AsyncGenerator<readonly ObjectRow[]>;
}

/** Everything that a query finds, up to `EXPORT_MOST`. Throws `InvalidInput` with the place of every problem of the query. */
export async function exportFound(ctx: ServiceContext, query: string): Promise<FoundExport> {
  const search = await readSearch(ctx, query);
  if (search.problems.length > 0) throw new Fault("InvalidInput", search.problems.map(describeQueryProblem).join("\n"));
  const next = (after: FoundKey | null) => findKeys(ctx, search, { after, limit: AT_ONCE });
  const first = await next(null);
  async function* parts() {
    let { keys } = first;
    for (let written = 0; keys.length > 0; written += keys.length) {
      const room = EXPORT_MOST - written;
      yield await foundRows(ctx, keys.slice(0, room), search.clusters);
      const last = keys.at(-1);
      if (keys.length < AT_ONCE || room <= AT_ONCE || !last) return;
      ({ keys } = await next(last));
    }
  }
  return { isCut: first.isTotalCapped || first.total > EXPORT_MOST, parts: parts() };
}
