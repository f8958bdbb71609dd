import { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact, type Unit } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { retentionTarget } from "./retention-target";

const HOUR_MS = 3_600_000;
/** So many rows go at once: a statement of some tens of milliseconds, which nobody waits for. */
const BATCH = 5000;

/** An event goes when it is too old and no channel has to be asked about it any more. */
const oldEvents = (before: Date) => Prisma.sql`DELETE FROM event WHERE id IN (
  SELECT id FROM event WHERE at < ${before.toISOString()}::timestamptz AND id <= (SELECT event_id FROM notification_cursor WHERE id = 1)
  ORDER BY at LIMIT ${BATCH})`;

/** A delivery that is still on its way stays, however old it is. */
const oldDeliveries = (before: Date) => Prisma.sql`DELETE FROM notification_delivery WHERE id IN (
  SELECT id FROM notification_delivery WHERE created_at < ${before.toISOString()}::timestamptz AND state <> 'waiting'
  ORDER BY created_at LIMIT ${BATCH})`;

/** What is open stays, however old it is. */
const oldViolations = (before: Date) => Prisma.sql`DELETE FROM policy_violation WHERE id IN (
  SELECT id FROM policy_violation WHERE resolved_at < ${before.toISOString()}::timestamptz ORDER BY resolved_at LIMIT ${BATCH})`;

const statements = { events: oldEvents, deliveries: oldDeliveries, violations: oldViolations };

function record(ctx: ServiceContext, unit: Unit, kind: keyof typeof statements, days: number, before: Date, deleted: number): void {
  unit.audit({
    ...{ actor: ctx.actor, action: "retention.prune", outcome: "succeeded", reason: `kept for ${days} days`, decision: null },
    ...{ target: retentionTarget(kind), before: null, after: { before: before.toISOString(), deleted }, requestId: ctx.requestId },
  });
}

/**
 * Lets go of the events, deliveries or resolved violations that are older than `days`, in bounded batches, at most `mostBatches` of them, each on record; what is
 * left goes the next time. Answers how many went. Throws `LeaseLost` when another hub does it.
 */
export async function pruneRows(
  ctx: ServiceContext,
  lease: Lease,
  kind: keyof typeof statements,
  days: number,
  { mostBatches = 100, signal }: { readonly mostBatches?: number; readonly signal?: AbortSignal } = {},
): Promise<number> {
  // To the hour: that something was let go of is then on record once an hour at most, but for a backlog.
  const before = new Date(Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS - days * 24 * HOUR_MS);
  let deleted = 0;
  for (let batch = 0; batch < mostBatches && !signal?.aborted; batch++) {
    const gone = await transact(ctx.db, ctx.now, async (unit) => {
      await requireLease(unit.tx, lease);
      const count = await unit.tx.$executeRaw(statements[kind](before));
      if (count > 0) record(ctx, unit, kind, days, before, count);
      return count;
    });
    deleted += gone;
    if (gone < BATCH) break;
  }
  return deleted;
}
