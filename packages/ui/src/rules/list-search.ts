import type { Sort } from "./sort";

/** What a list is asked for: the state that lives in the address, so that a link shows the same rows to a colleague. */
export interface ListSearch {
  readonly text: string;
  readonly sort: Sort | null;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

/** What a list understands. Whatever else an address says is dropped: it came from outside. */
export interface ListSearchShape {
  readonly sortKeys: readonly string[];
  readonly facets: readonly string[];
}

const MAX_TEXT = 200;
const MAX_VALUES = 50;

/** Reads a list's state from the query of an address; never throws. */
export function readListSearch(params: URLSearchParams, shape: ListSearchShape): ListSearch {
  const written = params.get("sort") ?? "";
  const key = written.replace(/^-/, "");
  const facets: Record<string, string[]> = {};
  for (const facet of shape.facets) {
    const values = [...new Set(params.getAll(facet))].filter((value) => value !== "" && value.length <= MAX_TEXT).slice(0, MAX_VALUES);
    if (values.length > 0) facets[facet] = values;
  }
  return {
    text: (params.get("q") ?? "").slice(0, MAX_TEXT),
    sort: shape.sortKeys.includes(key) ? { key, direction: written.startsWith("-") ? "descending" : "ascending" } : null,
    facets,
  };
}

/** Writes a list's state as the query of an address, without the question mark; empty for the state that nobody asked for. */
export function writeListSearch(search: ListSearch): string {
  const params = new URLSearchParams();
  if (search.text !== "") params.set("q", search.text);
  if (search.sort !== null) params.set("sort", search.sort.direction === "descending" ? `-${search.sort.key}` : search.sort.key);
  for (const [facet, values] of Object.entries(search.facets)) for (const value of values) params.append(facet, value);
  return params.toString();
}
