import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { type Span, timeFacets, timeRange } from "../shared-time/time-range";

/** What the address of the audit trail understands: `q` is who, and `entry` opens one entry. */
export const auditShape: ListSearchShape = {
  sortKeys: [],
  facets: ["action", "outcome", "cluster", "kind", "target", ...timeFacets, "entry"],
};

/** How far back one looks. */
export const spans: readonly Span[] = ["1h", "24h", "7d", "30d"];

export const outcomes = ["succeeded", "refused", "failed"] as const;
type Outcome = (typeof outcomes)[number];

/** The question that an address puts to the trail. */
export interface AuditQuestion {
  readonly actor?: string;
  readonly actions?: string[];
  readonly outcome?: Outcome;
  readonly clusterId?: string;
  readonly targetKind?: string;
  readonly targetId?: string;
  readonly from?: Date;
  readonly to?: Date;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const first = (search: ListSearch, facet: string) => search.facets[facet]?.[0];

/** The number of the entry that the address opens; null for none. */
export function openedEntry(search: ListSearch): number | null {
  const written = first(search, "entry") ?? "";
  const seq = /^[1-9]\d{0,14}$/.test(written) ? Number(written) : null;
  return seq;
}

/** Reads the question out of an address, as of an instant: a span moves with it, two instants do not. What it cannot mean is left out. */
export function auditQuestion(search: ListSearch, nowMs: number): AuditQuestion {
  const outcome = outcomes.find((word) => word === first(search, "outcome"));
  const clusterId = first(search, "cluster");
  const actions = search.facets.action?.filter((action) => action.length <= 63);
  const [targetKind, targetId] = [first(search, "kind")?.slice(0, 63), first(search, "target")];
  const { from, to } = timeRange(search, spans, nowMs);
  return {
    ...(search.text === "" ? {} : { actor: search.text }),
    ...(actions?.length ? { actions } : {}),
    ...(outcome ? { outcome } : {}),
    ...(clusterId && UUID.test(clusterId) ? { clusterId } : {}),
    ...(targetKind ? { targetKind } : {}),
    ...(targetId ? { targetId } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

/** Whether the address narrows the trail at all. */
export const isNarrowed = (search: ListSearch): boolean =>
  search.text !== "" || Object.entries(search.facets).some(([facet, values]) => facet !== "entry" && values.length > 0);
