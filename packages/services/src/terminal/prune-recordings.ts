import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";

const DAY_MS = 86_400_000;
const SESSIONS_AT_ONCE = 20;

/**
 * Lets go of the recordings of sessions that ended more than `days` ago, on record; that the sessions were there stays. Returns how
 * many it let go. Throws `LeaseLost` when another hub does it.
 */
export async function pruneRecordings(ctx: ServiceContext, lease: Lease, days: number, signal?: AbortSignal): Promise<number> {
  const cutoff = new Date(ctx.now().getTime() - days * DAY_MS);
  let pruned = 0;
  while (!signal?.aborted) {
    const old = await ctx.db.prisma.terminalSession.findMany({
      where: { endedAt: { lt: cutoff }, prunedAt: null },
      select: { id: true },
      take: SESSIONS_AT_ONCE,
    });
    if (old.length === 0) break;
    const ids = old.map(({ id }) => id);
    await transact(ctx.db, ctx.now, async (unit) => {
      await requireLease(unit.tx, lease);
      await unit.tx.terminalChunk.deleteMany({ where: { sessionId: { in: ids } } });
      await unit.tx.terminalSession.updateMany({ where: { id: { in: ids } }, data: { prunedAt: ctx.now() } });
      unit.audit({
        ...{ actor: ctx.actor, action: "recording.prune", outcome: "succeeded", reason: `kept for ${days} days`, decision: null },
        target: { kind: "terminal", id: "recordings", name: "recordings of terminals", clusterId: null },
        ...{ before: null, after: { terminals: ids }, requestId: ctx.requestId },
      });
    });
    pruned += ids.length;
  }
  return pruned;
}
