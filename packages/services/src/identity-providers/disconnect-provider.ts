import { Fault } from "@holdfast/contracts/fault";
import type { ProviderId } from "@holdfast/contracts/identity-provider";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { providerAccount } from "../sign-in/oidc/admit-person";

const ACTION = "identity.disconnect";

/** Ends the connection of the caller's account with a provider, what its groups meant, and the sessions elsewhere that came by it. The last way in stays. */
export async function disconnectProvider(ctx: ServiceContext, providerId: ProviderId): Promise<void> {
  const userId = ctx.actor.id;
  const attempt = { action: ACTION, target: { kind: "user", id: userId, name: ctx.actor.name, clusterId: null } };
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  const account = providerAccount({ id: providerId });
  const others = await ctx.db.prisma.account.count({ where: { userId, providerId: { not: account } } });
  if (others === 0) await refuse(ctx, attempt, new Fault("GateRefused", worded("LastWayIn")), decision);
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT id FROM users WHERE id = ${userId} FOR UPDATE`;
    if ((await unit.tx.account.count({ where: { userId, providerId: { not: account } } })) === 0)
      throw new Fault("GateRefused", worded("LastWayIn"));
    const { count } = await unit.tx.account.deleteMany({ where: { userId, providerId: account } });
    if (count === 0) throw new Fault("NotFound", worded("ProviderAbsent"));
    // Somebody else who came by it stays no longer; who disconnects may have come by it too, and goes on.
    const sessions = await unit.tx.session.deleteMany({ where: { userId, providerId, id: { not: ctx.sessionId ?? "" } } });
    const grants = await unit.tx.grant.updateMany({ where: { userId, providerId, revokedAt: null }, data: { revokedAt: ctx.now() } });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { providerId },
      after: { endedGrants: grants.count, endedSessions: sessions.count },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
  });
}
