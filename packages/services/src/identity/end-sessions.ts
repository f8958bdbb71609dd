import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

interface Ending {
  readonly userId: string;
  /** Null for all of them. */
  readonly sessionId: string | null;
  /** The session that asks; it stays when all of one's own end. */
  readonly keepId: string | null;
}

/**
 * Signs somebody out, in one place or everywhere. Open streams of an ended session are cut right after, in every console process.
 * Throws `NotFound` for a session that has ended already or is somebody else's.
 */
export async function endSessions(ctx: ServiceContext, { userId, sessionId, keepId }: Ending): Promise<{ ended: number }> {
  const isOwn = userId === ctx.actor.id;
  const action = "session.revoke";
  const user = await ctx.db.prisma.user.findUnique({ where: { id: userId }, select: { name: true } });
  const target = { kind: "session", id: userId, name: user?.name ?? userId, clusterId: null };
  const decision = await authorise(ctx, { permission: isOwn ? "self:manage" : "access:manage", action, target });
  if (!user) throw new Fault("NotFound", worded("UserAbsent"));
  return transact(ctx.db, ctx.now, async (unit) => {
    const chosen = sessionId === null ? (keepId === null ? {} : { id: { not: keepId } }) : { id: sessionId };
    const ending = await unit.tx.session.findMany({
      where: { userId, ...chosen },
      select: { id: true, createdAt: true, ipAddress: true },
      orderBy: { createdAt: "asc" },
    });
    if (sessionId !== null && ending.length === 0) throw new Fault("NotFound", worded("SessionAbsent"));
    const before = await unit.tx.session.count({ where: { userId } });
    const { count } = await unit.tx.session.deleteMany({ where: { id: { in: ending.map((each) => each.id) } } });
    unit.audit({
      actor: ctx.actor,
      action,
      target,
      outcome: "succeeded",
      reason: null,
      before: {
        sessions: before,
        // The newest fifty: an entry of the chain stays of a size that a person reads.
        ending: ending.slice(-50).map(({ createdAt, ipAddress }) => ({ signedInAt: createdAt.toISOString(), address: ipAddress })),
      },
      after: { sessions: before - count },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
    return { ended: count };
  });
}
