import type { ClusterId } from "@holdfast/contracts/ids";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";
import { type Span, type TimeRange, timeFacets, timeRange } from "../shared-time/time-range";
import { operations } from "./change-marks";

/** What the address of a list of changes understands; `change` opens one. */
export const changeShape: ListSearchShape = {
  sortKeys: [],
  facets: ["cluster", "kind", "namespace", "operation", "decisions", ...timeFacets, "change"],
};

/** How far back one looks. */
export const spans: readonly Span[] = ["10m", "1h", "24h", "7d", "30d"];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const RESOURCE = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const CHANGE = /^\d{1,14}-\d{1,19}$/;

/** When an address asks about: the last hour while it says nothing, for what changed long ago is not what one is called for. */
export function changeTime(search: ListSearch, nowMs: number): TimeRange {
  const isSilent = timeFacets.every((facet) => !search.facets[facet]?.length);
  return timeRange(isSilent ? { ...search, facets: { since: ["1h"] } } : search, spans, nowMs);
}

/** The change that the address opens; null for none. */
export function openedChange(search: ListSearch): string | null {
  const id = search.facets.change?.[0] ?? "";
  return CHANGE.test(id) ? id : null;
}

/** The question that an address puts, as of an instant: about one cluster, or about those that it names. What it cannot mean is left out. */
export function changeQuestion(search: ListSearch, nowMs: number, clusterId: ClusterId | null) {
  const { from, to } = changeTime(search, nowMs);
  // A text of this form is what the contract's brand stands for.
  const named = (search.facets.cluster ?? []).filter((id) => UUID.test(id)) as ClusterId[];
  const clusterIds = clusterId === null ? named : [clusterId];
  const resources = (search.facets.kind ?? []).filter((kind) => RESOURCE.test(kind)).slice(0, 20);
  const chosen = operations.filter((operation) => search.facets.operation?.includes(operation));
  const namespace = search.facets.namespace?.[0]?.slice(0, 63);
  return {
    ...(clusterIds.length > 0 ? { clusterIds } : {}),
    ...(from ? { from } : {}),
    ...(to && (!from || from < to) ? { to } : {}),
    ...(resources.length > 0 ? { resources } : {}),
    ...(chosen.length > 0 ? { operations: chosen } : {}),
    ...(namespace ? { namespace } : {}),
    ...(search.facets.decisions?.[0] === "yes" ? { onlyDecisions: true } : {}),
    ...(search.text.trim() === "" ? {} : { text: search.text }),
  };
}

/** Whether the address narrows the list by anything but when. */
export const isNarrowed = (search: ListSearch): boolean =>
  search.text.trim() !== "" || ["cluster", "kind", "namespace", "operation", "decisions"].some((facet) => search.facets[facet]?.length);
