import { Fault } from "@holdfast/contracts/fault";
import type { ProviderId } from "@holdfast/contracts/identity-provider";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { providerAccount } from "../sign-in/oidc/admit-person";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { endProviderGrants } from "./end-provider-rights";
import { providerRecord, providerTarget } from "./provider-views";

const ACTION = "provider.remove";

/** Takes an identity provider away for good, with the sessions, grants and connections that came by it. The people's accounts stay. */
export async function removeProvider(ctx: ServiceContext, providerId: ProviderId): Promise<void> {
  const seen = await ctx.db.prisma.identityProvider.findUnique({ where: { id: providerId } });
  const target = providerTarget(seen ?? { id: providerId, name: providerId });
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target });
  if (!seen) throw new Fault("NotFound", worded("ProviderAbsent"));
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  await transact(ctx.db, ctx.now, async (unit) => {
    const { count } = await unit.tx.identityProvider.deleteMany({ where: { id: providerId } });
    if (count === 0) throw new Fault("NotFound", worded("ProviderAbsent"));
    const accounts = await unit.tx.account.deleteMany({ where: { providerId: providerAccount(seen) } });
    const sessions = await unit.tx.session.deleteMany({ where: { providerId } });
    const grants = await endProviderGrants(unit, providerId, [], ctx.now());
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: providerRecord(seen),
      after: { endedConnections: accounts.count, endedSessions: sessions.count, endedGrants: grants },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "provider", id: providerId }, payload: {} });
    unit.wake({ topic: "access", key: providerId });
  });
}
