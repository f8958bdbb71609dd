import type { BulkStanding } from "@holdfast/contracts/bulk";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import type { ServiceContext } from "../context/service-context";

/** An agent that took an order and says nothing of it for so long has lost it, as far as a bulk order waits for it. */
const LOST_AFTER_MS = 10 * 60_000;
/** A receipt may be on its way when an order expires. */
const GRACE_MS = 5000;

/** How a child stands, from its row and its command's: `child LEFT JOIN command`. Never stored, so that it can't be wrong. */
export const standingOf = (now: Date): Prisma.Sql => Prisma.sql`CASE
  WHEN child.state <> 'ordered' THEN child.state
  WHEN command.outcome IN ('succeeded', 'refused', 'failed', 'unknown') THEN command.outcome
  WHEN command.outcome = 'accepted' AND command.accepted_at > ${new Date(now.getTime() - LOST_AFTER_MS)} THEN 'running'
  WHEN command.outcome = 'accepted' THEN 'unknown'
  WHEN command.expires_at > ${new Date(now.getTime() - GRACE_MS)} THEN 'running'
  ELSE 'expired' END`;

/** The children of bulk orders with their commands, those on the named clusters only. */
export const childrenOf = (bulkIds: readonly string[], clusterIds: readonly string[] | null): Prisma.Sql =>
  Prisma.sql`bulk_child AS child LEFT JOIN command ON command.id = child.command_id
    WHERE child.bulk_id = ANY(${bulkIds}::uuid[]) AND ${clusterIds ? Prisma.sql`child.cluster_id = ANY(${clusterIds}::uuid[])` : Prisma.sql`true`}`;

/** How many objects of a bulk order stand how. */
export type BulkTally = Partial<Record<BulkStanding, number>>;

/** The tallies of some bulk orders, over the named clusters or over all. */
export async function bulkTallies(
  ctx: ServiceContext,
  bulkIds: readonly string[],
  clusterIds: readonly string[] | null,
): Promise<ReadonlyMap<string, BulkTally>> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string; standing: BulkStanding; count: bigint }[]>`
    SELECT child.bulk_id::text AS id, ${standingOf(ctx.now())} AS standing, count(*) AS count
    FROM ${childrenOf(bulkIds, clusterIds)} GROUP BY 1, 2`;
  const tallies = new Map<string, BulkTally>();
  for (const { id, standing, count } of rows) tallies.set(id, { ...tallies.get(id), [standing]: Number(count) });
  return tallies;
}
