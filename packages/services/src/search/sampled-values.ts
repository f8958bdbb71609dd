import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";
import { boundedRead } from "./bounded-read";

/** About so many objects are looked at for what to offer: what is common is among them, and a fleet of a million answers as soon as a small one. */
const SAMPLE = 4000;

/** What a column of objects can hold, as SQL over `o`: one value a row. */
const SOURCES = {
  status: Prisma.sql`SELECT o.status AS value`,
  owner: Prisma.sql`SELECT o.owner_name AS value`,
  node: Prisma.sql`SELECT o.node AS value`,
  namespace: Prisma.sql`SELECT o.namespace AS value`,
  image: Prisma.sql`SELECT unnest(o.images) AS value`,
  label: Prisma.sql`SELECT jsonb_object_keys(o.labels) AS value`,
} as const;

/** A column that values are sampled from. */
export type SampledColumn = keyof typeof SOURCES;

/** Part of the table, spread over all of it, so that about as many rows come as are wanted. */
async function share(ctx: ServiceContext): Promise<number> {
  const [row] = await ctx.db.prisma.$queryRaw<{ n: number }[]>`SELECT coalesce(sum(count), 0)::float8 AS n FROM inventory_count`;
  return Math.min(100, (100 * SAMPLE) / Math.max(row?.n ?? 0, 1));
}

interface Wanted {
  readonly clusterIds: readonly string[];
  /** The beginning of the values, in any case. */
  readonly prefix: string;
  readonly most: number;
}

const likePrefix = (prefix: string) => `${prefix.replace(/[\\%_]/g, String.raw`\$&`)}%`;

async function sampled(ctx: ServiceContext, source: Prisma.Sql, { clusterIds, prefix, most }: Wanted): Promise<string[]> {
  const rows = await boundedRead<{ value: string }>(
    ctx,
    Prisma.sql`SELECT v.value FROM inventory_object AS o TABLESAMPLE SYSTEM (${await share(ctx)}::float8) REPEATABLE (1), LATERAL (${source}) AS v
      WHERE o.cluster_id = ANY(${clusterIds}::uuid[]) AND v.value ILIKE ${likePrefix(prefix)}
      GROUP BY v.value ORDER BY count(*) DESC, v.value LIMIT ${most}`,
  );
  return rows.map(({ value }) => value);
}

/** The commonest values of a column among a sample of the objects on these clusters. */
export const sampledValues = (ctx: ServiceContext, column: SampledColumn, wanted: Wanted): Promise<string[]> =>
  sampled(ctx, SOURCES[column], wanted);

/** The commonest values of a label among a sample of the objects on these clusters. */
export const sampledLabelValues = (ctx: ServiceContext, label: string, wanted: Wanted): Promise<string[]> =>
  sampled(ctx, Prisma.sql`SELECT o.labels ->> ${label}::text AS value`, wanted);
