import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";
import { chooseFinding } from "./choose-finding";
import { countKept } from "./count-kept";
import { afterKey, beginsWith, type FoundKey } from "./found-order";
import type { ReadSearch } from "./read-search";
import { soughtRows } from "./searched-rows";
import { walkNames } from "./walk-names";

/** Beyond this many matches they are counted no further: what is common is read in the order of an index instead. */
export const FOUND_CAP = 5000;

interface Asked {
  /** The object that was found last. */
  readonly after: FoundKey | null;
  readonly limit: number;
}

/** Some of what was found, in its order, and how many match in all. */
export interface FoundKeys {
  readonly keys: readonly FoundKey[];
  readonly total: number;
  readonly isTotalCapped: boolean;
}

const KEY = Prisma.sql`name, cluster_id, uid`;

/** Takes every match, up to the cap, and sorts those: an index finds them where few match. */
async function amongFew(ctx: ServiceContext, search: ReadSearch, { limit, after }: Asked, cap: number): Promise<FoundKeys> {
  const isRest = search.leading ? Prisma.sql`NOT ${beginsWith(search.leading)}` : Prisma.sql`false`;
  const beyond = after ? Prisma.sql`is_rest > ${after.isRest} OR (is_rest = ${after.isRest} AND ${afterKey(after)})` : Prisma.sql`true`;
  const sought = soughtRows(search, await chooseFinding(ctx, search));
  const rows = await boundedRead<FoundKey & { counted: bigint; uid: string | null }>(
    ctx,
    Prisma.sql`WITH found AS MATERIALIZED (SELECT ${KEY} FROM inventory_object WHERE ${sought} LIMIT ${cap + 1}),
      page AS (SELECT * FROM (SELECT ${isRest} AS is_rest, ${KEY} FROM found) AS sorted WHERE ${beyond} ORDER BY is_rest, ${KEY} LIMIT ${limit})
      SELECT counted, is_rest AS "isRest", name, cluster_id::text AS "clusterId", uid
      FROM (SELECT count(*) AS counted FROM found) AS all_found LEFT JOIN page ON true ORDER BY is_rest, ${KEY}`,
  );
  const counted = Number(rows[0]?.counted ?? 0);
  return {
    keys: rows.filter(({ uid }) => uid !== null),
    total: Math.min(counted, cap),
    isTotalCapped: counted > cap,
  };
}

/** Walks the objects in order until there are enough: many match, so that is soon. */
async function amongMany(ctx: ServiceContext, search: ReadSearch, { limit, after }: Asked): Promise<FoundKey[]> {
  const first = after?.isRest ? [] : await walkNames(ctx, search, { isRest: false, limit, after, window: null });
  if (search.leading === null || first.length === limit) return first;
  const rest = await walkNames(ctx, search, {
    isRest: true,
    limit: limit - first.length,
    after: after?.isRest ? after : null,
    window: null,
  });
  return [...first, ...rest];
}

/** The next so many of what a search finds. Up to `cap` matches are counted. */
export async function findKeys(ctx: ServiceContext, search: ReadSearch, asked: Asked, cap = FOUND_CAP): Promise<FoundKeys> {
  if (search.problems.length > 0 || search.resources.length === 0) return { keys: [], total: 0, isTotalCapped: false };
  const kept = search.conditions.length === 0 ? await countKept(ctx, search) : null;
  if (kept === null || kept.total <= cap) {
    const few = await amongFew(ctx, search, asked, cap);
    if (!few.isTotalCapped) return few;
  }
  const keys = await amongMany(ctx, search, asked);
  return { keys, total: kept?.total ?? cap, isTotalCapped: kept === null };
}
