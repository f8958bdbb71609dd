import type { GroupMapping } from "@holdfast/contracts/identity-provider";
import type { Unit } from "@holdfast/db/transact";
import canonicalize from "canonicalize";
import { v7 as uuid } from "uuid";
import { holding } from "../../access/access-subject";
import type { Provider } from "./oidc-client";

/** How long a sign-in by a provider holds, and what its groups mean: after that they are read anew. */
export const PROVIDER_SESSION_HOURS = 12;

const keyOf = ({ role, selector }: { role: string; selector: unknown }) => `${role} ${canonicalize(selector)}`;

/** The groups of somebody that mean something here. */
export const meantGroups = (mappings: readonly GroupMapping[], groups: readonly string[]): string[] => [
  ...new Set(mappings.map((mapping) => mapping.group).filter((group) => groups.includes(group))),
];

/**
 * Gives somebody exactly the grants that their groups mean now: those of groups that they left end at once, and none of them outlives
 * the time after which the groups are read anew. Grants that people gave are not touched.
 */
export async function mapGroups(unit: Unit, provider: Provider, userId: string, groups: readonly string[], now: Date): Promise<void> {
  const wanted = new Map(provider.mappings.filter(({ group }) => groups.includes(group)).map((mapping) => [keyOf(mapping), mapping]));
  const held = await unit.tx.grant.findMany({ where: { userId, providerId: provider.id, ...holding(now) } });
  const expiresAt = new Date(now.getTime() + PROVIDER_SESSION_HOURS * 3_600_000);
  const kept = held.filter((grant) => wanted.has(keyOf(grant)));
  const ended = held.filter((grant) => !wanted.has(keyOf(grant)));
  await unit.tx.grant.updateMany({ where: { id: { in: kept.map(({ id }) => id) } }, data: { expiresAt } });
  await unit.tx.grant.updateMany({ where: { id: { in: ended.map(({ id }) => id) } }, data: { revokedAt: now } });
  for (const grant of kept) wanted.delete(keyOf(grant));
  await unit.tx.grant.createMany({
    data: [...wanted.values()].map(({ role, selector }) => ({
      ...{ id: uuid(), userId, role, selector, grantedById: provider.name, providerId: provider.id },
      ...{ createdAt: now, expiresAt },
    })),
  });
}
