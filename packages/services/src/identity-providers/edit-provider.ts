import { Fault } from "@holdfast/contracts/fault";
import { type EditProvider, GroupMapping } from "@holdfast/contracts/identity-provider";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact, type Unit } from "@holdfast/db/transact";
import canonicalize from "canonicalize";
import { z } from "zod";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import type { SignIn } from "../sign-in/sign-in";
import { endProviderGrants } from "./end-provider-rights";
import { providerRecord, providerTarget } from "./provider-views";
import { reachProvider } from "./reach-provider";

const ACTION = "provider.edit";

/** What ends by the change: sessions of a provider that is turned off, and grants that a group does not mean any more. */
async function endWhatEnds(
  unit: Unit,
  before: Prisma.IdentityProviderGetPayload<object>,
  { isEnabled, mappings }: EditProvider,
  now: Date,
) {
  const keyOf = (mapping: GroupMapping) => canonicalize(mapping);
  const kept = new Set(mappings.map(keyOf));
  const isNarrower = z
    .array(GroupMapping)
    .parse(before.mappings)
    .some((mapping) => !kept.has(keyOf(mapping)));
  // Which group a grant came of is not kept: another group may mean the same, so who is in which is read anew by a sign-in.
  const mustAskAgain = isNarrower || !isEnabled;
  const sessions = mustAskAgain ? (await unit.tx.session.deleteMany({ where: { providerId: before.id } })).count : 0;
  const grants = await endProviderGrants(unit, before.id, isEnabled ? mappings : [], now);
  return { endedSessions: sessions, endedGrants: grants };
}

/**
 * Gives a provider other settings. Turned off, it ends the sessions that came by it and what its groups meant; with fewer mappings, what
 * those meant ends at once and everybody who came by it signs in anew. Throws `VersionConflict` when somebody was faster.
 */
export async function editProvider(ctx: ServiceContext, signIn: Pick<SignIn, "seal">, input: EditProvider): Promise<void> {
  const { providerId, version, clientSecret, ...settings } = input;
  const target = providerTarget({ id: providerId, name: settings.name });
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target });
  const seen = await ctx.db.prisma.identityProvider.findUnique({ where: { id: providerId } });
  if (!seen) throw new Fault("NotFound", worded("ProviderAbsent"));
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  if (clientSecret !== null) await reachProvider({ ...seen, clientId: settings.clientId, clientSecret });
  const secret = clientSecret === null ? {} : { clientSecret: signIn.seal(clientSecret, providerId) };
  await transact(ctx.db, ctx.now, async (unit) => {
    const data = { ...settings, ...secret, updatedAt: ctx.now(), version: { increment: 1 } };
    const { count } = await unit.tx.identityProvider.updateMany({ where: { id: providerId, version }, data });
    if (count === 0) throw new Fault("VersionConflict", worded("ProviderChangedMeanwhile"));
    const ended = await endWhatEnds(unit, seen, input, ctx.now());
    const after = await unit.tx.identityProvider.findUniqueOrThrow({ where: { id: providerId } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: providerRecord(seen),
      after: { ...providerRecord(after), isSecretNew: clientSecret !== null, ...ended },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "provider", id: providerId }, payload: {} });
    unit.wake({ topic: "access", key: providerId });
  });
}
