/** What a list is sorted by. `key` is the word that the server understands. */
export interface Sort {
  readonly key: string;
  readonly direction: "ascending" | "descending";
}

/** The sort after a press on the header of `key`: ascending first, then turned, and so on. */
export function nextSort(current: Sort | null, key: string): Sort {
  if (current?.key !== key) return { key, direction: "ascending" };
  return { key, direction: current.direction === "ascending" ? "descending" : "ascending" };
}

/** The value of `aria-sort` for the header of `key`; undefined for a column that cannot be sorted by. */
export function ariaSort(current: Sort | null, key: string | undefined): Sort["direction"] | "none" | undefined {
  if (key === undefined) return undefined;
  return current?.key === key ? current.direction : "none";
}
