import type { ListSearch } from "@holdfast/ui/rules/list-search";

const HOUR_MS = 3_600_000;

/** How far back one looks, in words of the address. */
export const spanMs = { "10m": HOUR_MS / 6, "1h": HOUR_MS, "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS, "30d": 720 * HOUR_MS } as const;
export type Span = keyof typeof spanMs;

/** The facets of an address that say when: a span up to now, or one or two instants. */
export const timeFacets = ["since", "from", "to"] as const;

/** When, as an address says it. A span wins over instants; all of them missing is at any time. */
export interface TimeRange {
  readonly span: Span | null;
  readonly from?: Date;
  readonly to?: Date;
}

function instant(written: string | undefined): Date | undefined {
  const at = new Date(written ?? "");
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Reads when out of an address, as of an instant: a span moves with it, instants do not. A span that is not offered is none. */
export function timeRange(search: ListSearch, offered: readonly Span[], nowMs: number): TimeRange {
  const [since, from, to] = timeFacets.map((facet) => search.facets[facet]?.[0]);
  const span = offered.find((word) => word === since) ?? null;
  if (span !== null) return { span, from: new Date(nowMs - spanMs[span]) };
  const [start, end] = [instant(from), instant(to)];
  return { span, ...(start ? { from: start } : {}), ...(end ? { to: end } : {}) };
}

/** The facets of an address with another when in the place of the one before; what is absent is left out. */
export function withTime(
  facets: ListSearch["facets"],
  times: Readonly<Partial<Record<(typeof timeFacets)[number], string>>>,
): ListSearch["facets"] {
  const { since: _since, from: _from, to: _to, ...others } = facets;
  return { ...others, ...Object.fromEntries(Object.entries(times).map(([name, value]) => [name, [value]])) };
}
