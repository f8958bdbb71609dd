import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";
import { afterKey, beginsWith, type FoundKey } from "./found-order";
import type { ReadSearch } from "./read-search";
import { checkedRows, walkedRows } from "./searched-rows";

/** With more kinds than this, all objects are walked and not those of each kind. */
const MOST_WALKS = 8;

/** Which names are walked, and how far. */
export interface Walked {
  /** Names that begin with the text, or the rest of them. Without such a text all are the rest. */
  readonly isRest: boolean;
  readonly after: FoundKey | null;
  readonly limit: number;
  /** So many names of each kind are passed at most, whether they match or not; null for all of them. */
  readonly window: number | null;
}

const KEY = Prisma.sql`name, cluster_id, uid`;

const isEachKindWalked = ({ isOfSomeKinds, resources }: ReadSearch) => isOfSomeKinds && resources.length <= MOST_WALKS;

/** The rows that are walked, as SQL that an index of names answers: one for each kind, or one for all. */
export function walkedNames(search: ReadSearch, { isRest, after }: Pick<Walked, "isRest" | "after">): Prisma.Sql[] {
  const begins = search.leading ? beginsWith(search.leading) : Prisma.sql`true`;
  const names = Prisma.sql`${isRest ? Prisma.sql`NOT ${begins}` : begins} AND ${after ? afterKey(after) : Prisma.sql`true`}`;
  return isEachKindWalked(search) ? search.resources.map((resource) => Prisma.sql`resource = ${resource} AND ${names}`) : [names];
}

/** One walk in the order of an index of names, over some rows. */
function walk(search: ReadSearch, rows: Prisma.Sql, { limit, window }: Walked): Prisma.Sql {
  const walked = walkedRows(search);
  const others = checkedRows(search, search.isOfSomeKinds && !isEachKindWalked(search));
  const all = others === null ? walked : Prisma.sql`${walked} AND ${others}`;
  if (window !== null)
    return Prisma.sql`(SELECT ${KEY} FROM (SELECT * FROM inventory_object WHERE ${rows} ORDER BY ${KEY} LIMIT ${window}) AS passed
      WHERE ${all} ORDER BY ${KEY} LIMIT ${limit})`;
  const isOfNames = search.conditions.some(({ isOfName }) => isOfName);
  if (others === null || !isOfNames)
    return Prisma.sql`(SELECT ${KEY} FROM inventory_object WHERE ${rows} AND ${all} ORDER BY ${KEY} LIMIT ${limit})`;
  // Names that do not match are passed over in the index alone; the rest of what is asked needs the row.
  return Prisma.sql`(SELECT named.name, named.cluster_id, named.uid FROM (
      SELECT ${KEY} FROM inventory_object WHERE ${rows} AND ${walked} ORDER BY ${KEY}) AS named
    JOIN inventory_object AS whole ON whole.cluster_id = named.cluster_id AND whole.uid = named.uid
    WHERE ${others} ORDER BY ${KEY} LIMIT ${limit})`;
}

/** Walks names in their order until there are enough, or as many were passed as the window allows. */
export async function walkNames(ctx: ServiceContext, search: ReadSearch, walked: Walked): Promise<FoundKey[]> {
  const walks = Prisma.join(
    walkedNames(search, walked).map((rows) => walk(search, rows, walked)),
    " UNION ALL ",
  );
  return boundedRead<FoundKey>(
    ctx,
    Prisma.sql`SELECT ${walked.isRest}::boolean AS "isRest", name, cluster_id::text AS "clusterId", uid FROM (${walks}) AS found
      ORDER BY ${KEY} LIMIT ${walked.limit}`,
    "ordered",
  );
}
