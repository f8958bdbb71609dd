import type { GroupMapping } from "@holdfast/contracts/identity-provider";
import type { Unit } from "@holdfast/db/transact";
import canonicalize from "canonicalize";

const keyOf = ({ role, selector }: { role: string; selector: unknown }) => `${role} ${canonicalize(selector)}`;

/**
 * Ends the grants that no mapping of a provider means any more. Without mappings those are all of them. What a group that somebody is
 * in still means comes back at their next sign-in. Returns how many ended.
 */
export async function endProviderGrants(unit: Unit, providerId: string, mappings: readonly GroupMapping[], now: Date): Promise<number> {
  const meant = new Set(mappings.map(keyOf));
  const held = await unit.tx.grant.findMany({ where: { providerId, revokedAt: null }, select: { id: true, role: true, selector: true } });
  const ids = held.filter((grant) => !meant.has(keyOf(grant))).map(({ id }) => id);
  const { count } = await unit.tx.grant.updateMany({ where: { id: { in: ids } }, data: { revokedAt: now } });
  return count;
}
