"use client";
import type { Selection } from "@holdfast/ui/data-table";
import { useMemo, useState } from "react";

/** The rows that a reader has marked, of those that are listed: what the list no longer shows is not acted on. */
export function useMarked<Row>(
  list: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly selection: Selection; readonly marked: readonly Row[]; readonly clear: () => void } {
  const [state, setState] = useState<{ list: string; selected: ReadonlySet<string> }>({ list, selected: new Set() });
  return useMemo(() => {
    const selected = state.list === list ? state.selected : new Set<string>();
    const marked = rows.filter((row) => selected.has(keyOf(row)));
    const change = (next: ReadonlySet<string>) => setState({ list, selected: next });
    return { selection: { selected: new Set(marked.map(keyOf)), onChange: change }, marked, clear: () => change(new Set()) };
  }, [state, list, rows, keyOf]);
}
