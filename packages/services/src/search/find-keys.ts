import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { type ListOrder, listOrder } from "../inventory/list-order";
import { boundedRead } from "./bounded-read";
import { countKept } from "./count-kept";
import type { ReadSearch } from "./read-search";
import { checkedRows, soughtRows, walkedRows } from "./searched-rows";

/** Beyond this many matches they are counted no further: what is common is read in the order of an index instead. */
export const FOUND_CAP = 5000;
/** With more kinds than this, all objects are walked and not those of each kind. */
const MOST_WALKS = 8;

/** What a found object is known and ordered by. */
export interface FoundKey {
  readonly name: string;
  readonly clusterId: string;
  readonly uid: string;
}

interface Asked {
  readonly direction: "asc" | "desc";
  readonly cursor: string | null;
  readonly limit: number;
}

/** Some of what was found, by name, and how many match in all. */
export interface FoundKeys {
  readonly keys: readonly FoundKey[];
  readonly total: number;
  readonly isTotalCapped: boolean;
}

const KEY = Prisma.sql`name, cluster_id, uid`;
const NAMED = Prisma.sql`name, cluster_id::text AS "clusterId", uid`;

/** Takes every match, up to the cap, and sorts those: an index finds them where few match. */
async function amongFew(ctx: ServiceContext, search: ReadSearch, { limit, ...asked }: Asked, cap: number): Promise<FoundKeys> {
  const { orderBy, after } = listOrder({ sort: "name", ...asked });
  const rows = await boundedRead<FoundKey & { counted: bigint; uid: string | null }>(
    ctx,
    Prisma.sql`WITH found AS MATERIALIZED (SELECT ${KEY} FROM inventory_object WHERE ${soughtRows(search)} LIMIT ${cap + 1}),
      page AS (SELECT ${KEY} FROM found WHERE true ${after} ORDER BY ${orderBy} LIMIT ${limit})
      SELECT counted, ${NAMED} FROM (SELECT count(*) AS counted FROM found) AS all_found LEFT JOIN page ON true ORDER BY ${orderBy}`,
  );
  const counted = Number(rows[0]?.counted ?? 0);
  return {
    keys: rows.filter(({ uid }) => uid !== null),
    total: Math.min(counted, cap),
    isTotalCapped: counted > cap,
  };
}

/** One walk in the order of an index of names, over some rows. */
function walk(search: ReadSearch, rows: Prisma.Sql, others: Prisma.Sql | null, { orderBy, after }: ListOrder, limit: number): Prisma.Sql {
  const walked = Prisma.sql`${rows} AND ${walkedRows(search)} ${after}`;
  const isOfNames = search.conditions.some(({ isOfName }) => isOfName);
  if (others === null || !isOfNames)
    return Prisma.sql`(SELECT ${KEY} FROM inventory_object WHERE ${walked} AND ${others ?? Prisma.sql`true`} ORDER BY ${orderBy} LIMIT ${limit})`;
  // Names that do not match are passed over in the index alone; the rest of what is asked needs the row.
  return Prisma.sql`(SELECT named.name, named.cluster_id, named.uid FROM (
      SELECT ${KEY} FROM inventory_object WHERE ${walked} ORDER BY ${orderBy}) AS named
    JOIN inventory_object AS whole ON whole.cluster_id = named.cluster_id AND whole.uid = named.uid
    WHERE ${others} ORDER BY ${orderBy} LIMIT ${limit})`;
}

/** Walks the objects by name until there are enough: many match, so that is soon. */
async function amongMany(ctx: ServiceContext, search: ReadSearch, { limit, ...asked }: Asked): Promise<FoundKey[]> {
  const order = listOrder({ sort: "name", ...asked });
  const { resources, isOfSomeKinds } = search;
  const isEachWalked = isOfSomeKinds && resources.length <= MOST_WALKS;
  const others = checkedRows(search, isOfSomeKinds && !isEachWalked);
  const parts = isEachWalked ? resources.map((resource) => Prisma.sql`resource = ${resource}`) : [Prisma.sql`true`];
  const walks = Prisma.join(
    parts.map((rows) => walk(search, rows, others, order, limit)),
    " UNION ALL ",
  );
  return boundedRead<FoundKey>(
    ctx,
    Prisma.sql`SELECT ${NAMED} FROM (${walks}) AS found ORDER BY ${order.orderBy} LIMIT ${limit}`,
    "ordered",
  );
}

/** The next so many of what a search finds, by name. Up to `cap` matches are counted. */
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
