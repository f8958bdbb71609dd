import { Fault } from "@holdfast/contracts/fault";
import type { ListObjects, ObjectSort } from "@holdfast/contracts/inventory-list";
import { worded } from "@holdfast/contracts/worded";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

/** The sorted columns, each list ending in the primary key, so that every row has one place. They follow the indexes. */
const COLUMNS: Record<ObjectSort, readonly { column: Prisma.Sql; type: Prisma.Sql }[]> = {
  name: [{ column: Prisma.sql`name`, type: Prisma.sql`text` }],
  health: [
    { column: Prisma.sql`health`, type: Prisma.sql`"Health"` },
    { column: Prisma.sql`name`, type: Prisma.sql`text` },
  ],
  age: [{ column: Prisma.sql`created_at`, type: Prisma.sql`timestamptz` }],
  restarts: [{ column: Prisma.sql`restarts`, type: Prisma.sql`int` }],
};
const KEY = [
  { column: Prisma.sql`cluster_id`, type: Prisma.sql`uuid` },
  { column: Prisma.sql`uid`, type: Prisma.sql`text` },
];
const Cursor = z.array(z.string().max(300)).min(3).max(4);

/** `ORDER BY` and the condition "after the cursor" of one order, as SQL. */
export interface ListOrder {
  readonly orderBy: Prisma.Sql;
  readonly after: Prisma.Sql;
  /** Rows for which the order says nothing, as SQL that leaves them out. */
  readonly sortable: Prisma.Sql;
}

/** Reads the order out of a request. Throws `InvalidInput` for a cursor that is not of this list. */
export function listOrder({ sort, direction, cursor }: Pick<ListObjects, "sort" | "direction" | "cursor">): ListOrder {
  const columns = [...COLUMNS[sort], ...KEY];
  const way = direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const names = Prisma.join(columns.map((each) => each.column));
  const sortable = sort === "restarts" ? Prisma.sql`AND restarts IS NOT NULL` : Prisma.empty;
  const orderBy = Prisma.join(columns.map(({ column }) => Prisma.sql`${column} ${way}`));
  if (cursor === null) return { orderBy, after: Prisma.empty, sortable };
  const values = readCursor(cursor);
  if (values.length !== columns.length) throw new Fault("InvalidInput", worded("CursorOfOtherOrder"));
  const place = Prisma.join(columns.map(({ type }, i) => Prisma.sql`${values[i]}::${type}`));
  return {
    orderBy,
    after: direction === "asc" ? Prisma.sql`AND (${names}) > (${place})` : Prisma.sql`AND (${names}) < (${place})`,
    sortable,
  };
}

function readCursor(cursor: string): string[] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new Fault("InvalidInput", worded("CursorUnknown"), { cause });
  }
}

/** The cursor of a row in this order. */
export function cursorOf(
  sort: ObjectSort,
  row: { name: string; health: string; createdAt: Date; restarts: number | null; clusterId: string; uid: string },
): string {
  const place: Record<ObjectSort, string[]> = {
    name: [row.name],
    health: [row.health, row.name],
    age: [row.createdAt.toISOString()],
    restarts: [String(row.restarts ?? 0)],
  };
  return Buffer.from(JSON.stringify([...place[sort], row.clusterId, row.uid])).toString("base64url");
}
