import type { ClusterSort, ListClusters } from "@holdfast/contracts/cluster-list";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

/** What a list is sorted by, over the columns of `listed` in list-cluster-page.ts, with the type that a cursor's text is read as. */
const KEYS: Record<ClusterSort, { key: Prisma.Sql; type: Prisma.Sql }> = {
  name: { key: Prisma.sql`name`, type: Prisma.sql`text` },
  environment: { key: Prisma.sql`environment`, type: Prisma.sql`"Environment"` },
  region: { key: Prisma.sql`region`, type: Prisma.sql`text` },
  // The worst first, as a person reads it.
  link: {
    key: Prisma.sql`array_position(ARRAY['unreachable', 'unknown', 'awaitingAgent', 'away', 'connected', 'revoked'], link)`,
    type: Prisma.sql`int`,
  },
  since: { key: Prisma.sql`since`, type: Prisma.sql`timestamptz` },
  // Numbers are compared as numbers: v1.9 comes before v1.10.
  version: {
    key: Prisma.sql`coalesce(regexp_match(kubernetes_version, '^v?([0-9]{1,6})[.]([0-9]{1,6})[.]([0-9]{1,6})')::int[], '{}'::int[])`,
    type: Prisma.sql`int[]`,
  },
};
const Cursor = z.tuple([z.string().max(300), z.string().max(63)]);

/** `ORDER BY`, the condition "after the cursor" and the sorted value of one order, as SQL. Names are unique, so every row has one place. */
export interface ClusterOrder {
  readonly orderBy: Prisma.Sql;
  readonly after: Prisma.Sql;
  readonly key: Prisma.Sql;
}

/** Reads the order out of a request. Throws `InvalidInput` for a cursor that is not of this list. */
export function clusterOrder({ sort, direction, cursor }: Pick<ListClusters, "sort" | "direction" | "cursor">): ClusterOrder {
  const { key, type } = KEYS[sort];
  const way = direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const order = { key: Prisma.sql`(${key})::text`, orderBy: Prisma.sql`${key} ${way}, name ${way}` };
  if (cursor === null) return { ...order, after: Prisma.empty };
  const [value, name] = readCursor(cursor);
  const place = Prisma.sql`(${value}::${type}, ${name})`;
  return {
    ...order,
    after: direction === "asc" ? Prisma.sql`AND (${key}, name) > ${place}` : Prisma.sql`AND (${key}, name) < ${place}`,
  };
}

function readCursor(cursor: string): [string, string] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new Fault("InvalidInput", worded("CursorUnknown"), { cause });
  }
}

/** The cursor of a row by its sorted value and its name. */
export const clusterCursor = (key: string, name: string): string => Buffer.from(JSON.stringify([key, name])).toString("base64url");
