import { type OwnProvider, ProviderId } from "@holdfast/contracts/identity-provider";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { providerAccount } from "../sign-in/oidc/admit-person";
import { MOST_PROVIDERS } from "./list-providers";

/** The providers that people may sign in with, and with which of them the caller's account is connected. */
export async function listOwnProviders(ctx: ServiceContext): Promise<OwnProvider[]> {
  const target = { kind: "user", id: ctx.actor.id, name: ctx.actor.name, clusterId: null };
  await authorise(ctx, { permission: "self:manage", action: "identity.list", target });
  const { prisma } = ctx.db;
  const [rows, accounts] = await Promise.all([
    prisma.identityProvider.findMany({ where: { isEnabled: true }, orderBy: [{ name: "asc" }, { key: "asc" }], take: MOST_PROVIDERS }),
    prisma.account.findMany({ where: { userId: ctx.actor.id }, select: { providerId: true } }),
  ]);
  const linked = new Set(accounts.map(({ providerId }) => providerId));
  return rows.map((row) => ({ id: ProviderId.parse(row.id), key: row.key, name: row.name, isLinked: linked.has(providerAccount(row)) }));
}
