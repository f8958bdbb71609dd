import type { Worded } from "@holdfast/contracts/phrase";

/** The texts in which the server names a right that somebody lacks. */
const lacking = new Set(["PermissionMissing", "FleetPermissionMissing", "PermissionNowhere"]);
/** What no role for some hours brings: deciding about identities; and what everybody with a role has. */
const notToBeAskedFor = new Set(["access:manage", "elevation:decide", "self:read", "self:manage"]);

/** The address where the right that a refusal names can be asked for, or null where asking for a role would not help. */
export function askAddress(phrase: Worded["phrase"]): string | null {
  if (phrase === undefined || !lacking.has(phrase.code)) return null;
  const { permission, cluster } = phrase.gaps;
  if (typeof permission !== "string" || notToBeAskedFor.has(permission)) return null;
  const asked = new URLSearchParams({ ask: permission, ...(typeof cluster === "string" ? { cluster } : {}) });
  return `/approvals?${asked}`;
}
