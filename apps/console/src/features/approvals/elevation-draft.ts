import type { RequestElevation } from "@holdfast/contracts/elevation";
import type { UserRole } from "@holdfast/contracts/roles";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";

/** A role for some hours as a person asks for it. No placement means all clusters. */
export interface ElevationDraft {
  readonly role: UserRole | "";
  readonly placement: Placement | null;
  readonly hours: number;
  readonly reason: string;
}

/** Nothing chosen yet, for an hour: the smallest that can be asked for. */
export const emptyElevation: ElevationDraft = { role: "", placement: { environments: [], labels: "" }, hours: 1, reason: "" };

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
