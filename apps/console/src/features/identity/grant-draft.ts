import type { NewGrant } from "@holdfast/contracts/identity";
import type { UserRole } from "@holdfast/contracts/roles";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";

/** A grant as a person chooses it. No placement means all clusters. */
export interface GrantDraft {
  readonly role: UserRole | "";
  readonly placement: Placement | null;
  /** For how long, in hours; 0 for good. */
  readonly hours: number;
}

/** Nothing chosen yet: the smallest set is a decision of its own, so neither role nor clusters are given away by default. */
export const emptyGrant: GrantDraft = { role: "", placement: { environments: [], labels: "" }, hours: 0 };

const HOUR_MS = 3_600_000;
/** The grant of a draft, or which field is not right yet. A set that is not all clusters has to name something. */
export function readGrant(draft: GrantDraft, nowMs: number): { readonly grant: NewGrant } | { readonly wrong: "role" | "clusters" } {
  if (draft.role === "") return { wrong: "role" };
  const read = draft.placement === null ? { selector: {} } : placementSelector(draft.placement);
  if ("unread" in read || (draft.placement !== null && Object.keys(read.selector).length === 0)) return { wrong: "clusters" };
  return {
    grant: { role: draft.role, selector: read.selector, expiresAt: draft.hours === 0 ? null : new Date(nowMs + draft.hours * HOUR_MS) },
  };
}
