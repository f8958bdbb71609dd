import type { ListChanges } from "@holdfast/contracts/history";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { changePlace } from "./change-cursor";

const all = (conditions: readonly (Prisma.Sql | false | undefined)[]): Prisma.Sql => {
  const asked = conditions.filter((condition) => condition !== undefined && condition !== false);
  return asked.length === 0 ? Prisma.sql`true` : Prisma.join(asked, " AND ");
};

/** What a request leaves in, as a condition on `inventory_change`, without its clusters and its place. */
function changeFilter({ from, to, resources, namespace, operations, onlyDecisions, text }: ListChanges): Prisma.Sql {
  return all([
    from && Prisma.sql`observed_at >= ${from.toISOString()}::timestamptz`,
    to && Prisma.sql`observed_at < ${to.toISOString()}::timestamptz`,
    Boolean(resources?.length) && Prisma.sql`resource = ANY(${resources}::text[])`,
    namespace !== undefined && namespace !== "" && Prisma.sql`namespace = ${namespace}`,
    Boolean(operations?.length) && Prisma.sql`operation = ANY(${operations}::text[])`,
    onlyDecisions && Prisma.sql`is_decision`,
    text !== undefined && text !== "" && Prisma.sql`name LIKE ${`%${text.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`}`,
  ]);
}

const NEWEST_FIRST = Prisma.sql`observed_at DESC, id DESC`;

/**
 * The keys of the newest `limit` changes that match. `clusters` is null for all of them: then one index gives the order; else each
 * cluster's own index does, and what they give is merged.
 */
function keys(filter: Prisma.Sql, clusters: readonly string[] | null, limit: number): Prisma.Sql {
  if (clusters === null)
    return Prisma.sql`SELECT observed_at, id FROM inventory_change WHERE ${filter} ORDER BY ${NEWEST_FIRST} LIMIT ${limit}`;
  return Prisma.sql`SELECT found.observed_at, found.id FROM unnest(${[...clusters]}::uuid[]) AS asked (cluster) CROSS JOIN LATERAL (
      SELECT observed_at, id FROM inventory_change WHERE cluster_id = asked.cluster AND ${filter} ORDER BY ${NEWEST_FIRST} LIMIT ${limit}
    ) AS found ORDER BY ${NEWEST_FIRST} LIMIT ${limit}`;
}

/** The columns of `inventory_change` by the names that Prisma's client gives them. */
const COLUMNS = Prisma.sql`c.id, c.cluster_id::text AS "clusterId", c.uid, c.resource, c.kind, c.namespace, c.name, c.operation,
  c.observed_at AS "observedAt", c.recorded_at AS "recordedAt", c.unwatched_since AS "unwatchedSince", c.cluster_at AS "clusterAt",
  c.health_from AS "healthFrom", c.health_to AS "healthTo", c.is_decision AS "isDecision", c.before, c.after`;

/** The statement for a page and one row more. Throws `InvalidInput` for a cursor that is none of ours. */
export function changeQuestion(input: ListChanges, clusters: readonly string[] | null): Prisma.Sql {
  const place = input.cursor === null ? undefined : changePlace(input.cursor);
  const filter = all([
    changeFilter(input),
    place && Prisma.sql`(observed_at, id) < (${place.observedAt.toISOString()}::timestamptz, ${place.id})`,
  ]);
  return Prisma.sql`SELECT ${COLUMNS} FROM (${keys(filter, clusters, input.limit + 1)}) AS k
    JOIN inventory_change AS c ON c.observed_at = k.observed_at AND c.id = k.id ORDER BY c.observed_at DESC, c.id DESC`;
}

/** The statement that counts what matches, up to `cap`. */
export const countQuestion = (input: ListChanges, clusters: readonly string[] | null, cap: number): Prisma.Sql =>
  Prisma.sql`SELECT count(*)::int AS count FROM (${keys(changeFilter(input), clusters, cap)}) AS counted`;
