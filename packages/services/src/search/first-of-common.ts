import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";
import { FOUND_CAP, type FoundKeys } from "./find-keys";
import type { FoundKey } from "./found-order";
import type { ReadSearch } from "./read-search";
import { checkedRows } from "./searched-rows";
import { type Walked, walkedNames, walkNames } from "./walk-names";

/** A text is common when more names begin with it than are counted. */
const COMMON = FOUND_CAP + 1;
/** So many of these names are looked at: a page of matches is among them, or matches are few. */
const WINDOW = 10_000;

const isCommon = async (ctx: ServiceContext, search: ReadSearch, names: Pick<Walked, "isRest" | "after">, common: number) => {
  const parts = walkedNames(search, names).map((rows) => Prisma.sql`(SELECT 1 FROM inventory_object WHERE ${rows} LIMIT ${common})`);
  const [row] = await boundedRead<{ passed: bigint }>(
    ctx,
    Prisma.sql`SELECT count(*) AS passed FROM (SELECT 1 FROM (${Prisma.join(parts, " UNION ALL ")}) AS part LIMIT ${common}) AS passed`,
  );
  return Number(row?.passed ?? 0) === common;
};

/**
 * A page of what a search for a common text finds, out of the first names that begin with it; null when the text is not common, or
 * when a page of matches is not among those. How many match is then not known: `total` are at least as many.
 */
export async function firstOfCommon(
  ctx: ServiceContext,
  search: ReadSearch,
  { after, limit }: { readonly after: FoundKey | null; readonly limit: number },
  { common, window } = { common: COMMON, window: WINDOW },
): Promise<FoundKeys | null> {
  if (search.leading === null || after?.isRest || search.resources.length === 0) return null;
  const names = { isRest: false, after };
  if (!(await isCommon(ctx, search, names, common))) return null;
  const keys = await walkNames(ctx, search, { ...names, limit, window });
  if (keys.length < limit) return null;
  // Where nothing but the name is asked, all that were counted match.
  const isAllMatching = search.isEverywhere && search.conditions.length === 1 && checkedRows(search, false) === null;
  return { keys, total: isAllMatching ? common - 1 : limit - 1, isTotalCapped: true };
}
