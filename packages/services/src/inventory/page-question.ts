import type { ListObjects } from "@holdfast/contracts/inventory-list";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ListOrder } from "./list-order";
import { objectColumns } from "./object-row";

/** The rows of each scan. Few of a million objects are degraded: each health is looked up where an index has it before the name. */
function scanned({ resources, health, sort }: ListObjects): Prisma.Sql[] {
  const isIndexed = sort === "name" || sort === "health";
  return resources.flatMap((resource) =>
    health?.length && isIndexed
      ? [...new Set(health)].map((one) => Prisma.sql`resource = ${resource} AND health = ${one}::"Health"`)
      : [Prisma.sql`resource = ${resource}`],
  );
}

/**
 * The statement for a page and one row more. One ordered scan a resource, merged: an index gives each in order, and a list of several
 * resources stays as fast as one. `isRare` says that few rows match the filter: those are found by its own index, and sorted.
 */
export function pageQuestion(input: ListObjects, filter: Prisma.Sql, order: ListOrder, isRare: boolean): Prisma.Sql {
  const { orderBy, after, sortable } = order;
  const limit = input.limit + 1;
  // OFFSET 0 keeps PostgreSQL from walking the list in its order until it has met them all.
  if (isRare)
    return Prisma.sql`SELECT ${objectColumns} FROM (
      SELECT * FROM inventory_object WHERE resource = ANY(${input.resources}::text[]) ${filter} OFFSET 0) AS o
      WHERE true ${sortable} ${after} ORDER BY ${orderBy} LIMIT ${limit}`;
  const scans = (columns: Prisma.Sql) =>
    Prisma.join(
      scanned(input).map(
        (rows) =>
          Prisma.sql`(SELECT ${columns} FROM inventory_object WHERE ${rows} ${filter} ${sortable} ${after} ORDER BY ${orderBy} LIMIT ${limit})`,
      ),
      " UNION ALL ",
    );
  // Rows that do not match are passed over in the index alone, when it has all that is asked for.
  return input.text && input.sort === "name"
    ? Prisma.sql`SELECT ${objectColumns} FROM inventory_object WHERE (cluster_id, uid) IN (
        SELECT cluster_id, uid FROM (${scans(Prisma.sql`name, cluster_id, uid`)}) AS o ORDER BY ${orderBy} LIMIT ${limit}) ORDER BY ${orderBy}`
    : Prisma.sql`SELECT ${objectColumns} FROM (${scans(Prisma.sql`*`)}) AS o ORDER BY ${orderBy} LIMIT ${limit}`;
}
