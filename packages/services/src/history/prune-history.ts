import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";

const HOUR_MS = 3_600_000;
/** So many rows go at once: a statement of some tens of milliseconds, which nobody waits for. */
const BATCH = 5000;

/** What was let go: how far back the history goes now, and how many changes were deleted in how many batches. */
export interface PrunedHistory {
  readonly keptSince: Date;
  readonly deleted: number;
  readonly batches: number;
}

/** Moves the beginning of the history, on record. From then on nobody is told what was before it, whether the rows are gone yet or not. */
async function moveBeginning(ctx: ServiceContext, lease: Lease, days: number, cutoff: Date): Promise<void> {
  const earlier = { keptSince: { lt: cutoff } };
  if ((await ctx.db.prisma.inventoryHistory.count({ where: earlier, take: 1 })) === 0) return;
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const moved = await unit.tx.inventoryHistory.updateMany({ where: earlier, data: { keptSince: cutoff } });
    unit.audit({
      ...{ actor: ctx.actor, action: "history.prune", outcome: "succeeded", reason: `kept for ${days} days`, decision: null },
      target: { kind: "history", id: "inventory", name: "inventory history", clusterId: null },
      before: null,
      after: { keptSince: cutoff.toISOString(), resources: moved.count },
      requestId: ctx.requestId,
    });
  });
}

/**
 * Lets go of the changes that are older than `days`, in bounded batches, at most `mostBatches` of them; what is left goes the next
 * time. Does nothing, and writes nothing, when none is that old. Throws `LeaseLost` when another hub does it.
 */
export async function pruneHistory(
  ctx: ServiceContext,
  lease: Lease,
  days: number,
  { mostBatches = 100, signal }: { readonly mostBatches?: number; readonly signal?: AbortSignal } = {},
): Promise<PrunedHistory> {
  // To the hour: that the beginning moved is then on record once an hour at most.
  const cutoff = new Date(Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS - days * 24 * HOUR_MS);
  const oldest = await ctx.db.prisma.inventoryChange.findFirst({ orderBy: { observedAt: "asc" }, select: { observedAt: true } });
  const nothing = { keptSince: cutoff, deleted: 0, batches: 0 };
  if (!oldest || oldest.observedAt >= cutoff) return nothing;
  await moveBeginning(ctx, lease, days, cutoff);
  let [deleted, batches] = [0, 0];
  while (batches < mostBatches && !signal?.aborted) {
    // Not audited: that these rows are let go is on record; this is the space that they took.
    const gone = await transact(ctx.db, ctx.now, async (unit) => {
      await requireLease(unit.tx, lease);
      return unit.tx.$executeRaw`DELETE FROM inventory_change WHERE (observed_at, id) IN (
        SELECT observed_at, id FROM inventory_change WHERE observed_at < ${cutoff.toISOString()}::timestamptz ORDER BY observed_at, id LIMIT ${BATCH})`;
    });
    if (gone > 0) batches++;
    deleted += gone;
    if (gone < BATCH) break;
  }
  return { keptSince: cutoff, deleted, batches };
}
