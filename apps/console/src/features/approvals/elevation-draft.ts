import type { RequestElevation } from "@holdfast/contracts/elevation";
import { leastRole } from "@holdfast/contracts/least-role";
import type { Permission } from "@holdfast/contracts/permissions";
import type { UserRole } from "@holdfast/contracts/roles";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";
import { fleetPermissions } from "../shared-identity/permission-list";

/** A role for some hours as a person asks for it. No placement means all clusters. */
export interface ElevationDraft {
  readonly role: UserRole | "";
  readonly placement: Placement | null;
  readonly hours: number;
  readonly reason: string;
}

/** Nothing chosen yet, for an hour: the smallest that can be asked for. */
export const emptyElevation: ElevationDraft = { role: "", placement: { environments: [], labels: "" }, hours: 1, reason: "" };

/** A right that somebody was refused, and the cluster on which, as the address of the page names them. */
export interface LackedRight {
  readonly permission: Permission;
  readonly cluster: string | null;
}

const isPermission = (word: string): word is Permission => Object.hasOwn(leastRole, word);

/** The right that an address asks for, or null where it names none. */
export function readLackedRight(address: { get(name: string): string | null }): LackedRight | null {
  const permission = address.get("ask");
  return permission !== null && isPermission(permission) ? { permission, cluster: address.get("cluster") } : null;
}

/** A draft that asks for what was lacking and nothing more: the least role that permits it, where it was refused. */
export function draftFor({ permission, cluster }: LackedRight): ElevationDraft {
  const isOfFleet = fleetPermissions.includes(permission);
  const labels = cluster === null ? "" : `holdfast.dev/name=${cluster}`;
  return { ...emptyElevation, role: leastRole[permission], placement: isOfFleet ? null : { environments: [], labels } };
}

const LEAST_REASON = 3;

/** What a draft asks for, or which fields are not right yet. */
export function readElevation(
  draft: ElevationDraft,
): { readonly request: RequestElevation } | { readonly wrong: readonly ("role" | "clusters" | "reason")[] } {
  const read = draft.placement === null ? { selector: {} } : placementSelector(draft.placement);
  const isNothing = "selector" in read && draft.placement !== null && Object.keys(read.selector).length === 0;
  const reason = draft.reason.trim();
  const wrong = [
    ...(draft.role === "" ? (["role"] as const) : []),
    ...("unread" in read || isNothing ? (["clusters"] as const) : []),
    ...(reason.length < LEAST_REASON ? (["reason"] as const) : []),
  ];
  if (draft.role === "" || !("selector" in read) || wrong.length > 0) return { wrong };
  return { request: { role: draft.role, selector: read.selector, hours: draft.hours, reason } };
}
