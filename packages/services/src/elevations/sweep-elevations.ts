import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { elevationRecord, elevationTarget } from "./elevation-facts";

const BATCH = 50;

/**
 * Puts on record what ended by itself: requests that nobody answered and elevations whose time is up. The rights of the latter have
 * ended already, with the grant's own end; this wakes the open streams that still show what they were good for. Any number of hubs may
 * do it at once: each end is written once. Returns how many there were.
 */
export async function sweepElevations(ctx: ServiceContext): Promise<number> {
  const now = ctx.now();
  const over = await ctx.db.prisma.elevation.findMany({
    where: {
      OR: [
        { state: "requested", expiresAt: { lte: now } },
        { state: "approved", endsAt: { lte: now } },
      ],
    },
    select: { id: true, state: true },
    take: BATCH,
  });
  for (const { id, state } of over)
    await transact(ctx.db, ctx.now, async (unit) => {
      const next = state === "requested" ? "expired" : "ended";
      const { count } = await unit.tx.elevation.updateMany({
        where: { id, state },
        data: { state: next, endedAt: now, version: { increment: 1 } },
      });
      if (count === 0) return;
      const row = await unit.tx.elevation.findUniqueOrThrow({ where: { id } });
      unit.audit({
        ...{ actor: ctx.actor, action: next === "expired" ? "elevation.expire" : "elevation.end", target: elevationTarget(row) },
        ...{ outcome: "succeeded", reason: null, decision: null, requestId: ctx.requestId },
        before: { ...elevationRecord(row), state },
        after: elevationRecord(row),
      });
      unit.emit({ type: "elevation.changed", clusterIds: [], subject: { kind: "elevation", id }, payload: { state: next } });
      unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: row.userId }, payload: {} });
      unit.wake({ topic: "access", key: row.userId });
    });
  return over.length;
}
