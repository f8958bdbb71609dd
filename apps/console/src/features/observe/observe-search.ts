/** How far back one looks, in words of the address. */
export const spans = {
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "3h": 10_800_000,
  "12h": 43_200_000,
  "24h": 86_400_000,
  "7d": 604_800_000,
} as const;
export type Span = keyof typeof spans;

/** How often the sources are asked again, in words of the address. */
export const refreshes = { off: null, "10s": 10_000, "30s": 30_000, "1m": 60_000 } as const;
export type Refresh = keyof typeof refreshes;

/** What one looks at, over which time, on which clusters: one state for figures, logs and traces, kept in the address. */
export interface ObserveSearch {
  readonly span: Span;
  /** Two instants in epoch milliseconds, which win over the span: a link to what was, not to what is. */
  readonly between: { readonly fromMs: number; readonly toMs: number } | null;
  readonly refresh: Refresh;
  /** Empty for all. */
  readonly clusterIds: readonly string[];
  /** A service as `namespace/name`; empty for none chosen. */
  readonly service: string;
  /** A LogQL query; empty for none written. */
  readonly query: string;
  /** A service as the traces name it; empty for none chosen. */
  readonly traced: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SERVICE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[^\s/]{1,253}$/;
const LONGEST_QUERY = 4096;
const MOST_CLUSTERS = 200;

const isSpan = (word: string | null): word is Span => word !== null && Object.hasOwn(spans, word);
const isRefresh = (word: string | null): word is Refresh => word !== null && Object.hasOwn(refreshes, word);

function betweenOf(params: URLSearchParams): ObserveSearch["between"] {
  const [fromMs, toMs] = [Number(params.get("from") ?? Number.NaN), Number(params.get("to") ?? Number.NaN)];
  const areInstants = [fromMs, toMs].every((ms) => Number.isSafeInteger(ms) && ms > 0 && ms < 8.64e15);
  return areInstants && fromMs < toMs ? { fromMs, toMs } : null;
}

/** Reads the state out of an address; never throws. What somebody else wrote there is dropped. */
export function readObserve(params: URLSearchParams): ObserveSearch {
  const [span, refresh, service] = [params.get("since"), params.get("refresh"), params.get("service") ?? ""];
  return {
    span: isSpan(span) ? span : "15m",
    between: betweenOf(params),
    refresh: isRefresh(refresh) ? refresh : "off",
    clusterIds: [...new Set(params.getAll("cluster"))].filter((id) => UUID.test(id)).slice(0, MOST_CLUSTERS),
    service: SERVICE.test(service) ? service : "",
    query: (params.get("query") ?? "").trim().slice(0, LONGEST_QUERY),
    traced: (params.get("traced") ?? "").trim().slice(0, 253),
  };
}

/** Writes the state as the query of an address, without what is so by default. */
export function writeObserve(search: ObserveSearch): string {
  const params = new URLSearchParams();
  if (search.between !== null) {
    params.set("from", String(search.between.fromMs));
    params.set("to", String(search.between.toMs));
  } else if (search.span !== "15m") params.set("since", search.span);
  if (search.refresh !== "off") params.set("refresh", search.refresh);
  for (const id of search.clusterIds) params.append("cluster", id);
  if (search.service !== "") params.set("service", search.service);
  if (search.query !== "") params.set("query", search.query);
  if (search.traced !== "") params.set("traced", search.traced);
  return params.toString();
}

/** An address of the observe screens with a state. */
export function observeHref(path: string, search: ObserveSearch): string {
  const query = writeObserve(search);
  return query === "" ? path : `${path}?${query}`;
}

/** The window of time that a state means, as of an instant, with as many points as a panel can show. */
export function windowOf(search: ObserveSearch, asOfMs: number): { fromMs: number; toMs: number; points: number } {
  const { fromMs, toMs } = search.between ?? { fromMs: asOfMs - spans[search.span], toMs: asOfMs };
  return { fromMs, toMs, points: 120 };
}

/** A service that was chosen, as the API takes it; null for none. */
export function serviceOf(written: string): { namespace: string; name: string } | null {
  const [namespace, name] = written.split("/");
  return namespace && name ? { namespace, name } : null;
}
