import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { type Span, timeFacets, timeRange } from "../shared-time/time-range";

/** What the address of the recordings understands: `q` is who. */
export const recordingShape: ListSearchShape = { sortKeys: [], facets: ["cluster", ...timeFacets] };

/** How far back one looks. */
export const spans: readonly Span[] = ["1h", "24h", "7d", "30d"];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The question that an address puts, as of an instant. What it cannot mean is left out. */
export function recordingQuestion(search: ListSearch, nowMs: number) {
  const clusterId = search.facets.cluster?.[0];
  const { from, to } = timeRange(search, spans, nowMs);
  return {
    user: search.text === "" ? null : search.text,
    clusterId: clusterId && UUID.test(clusterId) ? clusterId : null,
    since: from ?? null,
    until: to ?? null,
  };
}

/** Whether the address narrows the list at all. */
export const isNarrowed = (search: ListSearch): boolean =>
  search.text !== "" || Object.values(search.facets).some((values) => values.length > 0);
