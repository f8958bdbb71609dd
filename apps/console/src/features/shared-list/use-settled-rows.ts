"use client";
import type { Arrivals } from "@holdfast/ui/data-table";
import { useMemo, useState } from "react";
import { settledRows } from "./settled-rows";

/**
 * The rows of a live list, kept still, with the way to what has come since. `list` names what is listed: another list starts
 * anew. `keyOf` is defined outside the component.
 */
export function useSettledRows<Row>(
  list: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly arrivals: Arrivals } {
  const [held, setHeld] = useState<{ list: string; keys: readonly string[] }>({ list, keys: [] });
  const settled = useMemo(() => settledRows(held.list === list ? held.keys : [], rows, keyOf), [held, list, rows, keyOf]);
  const isSame = held.list === list && held.keys.length === settled.keys.length && held.keys.every((key, i) => key === settled.keys[i]);
  if (!isSame) setHeld({ list, keys: settled.keys });
  return { rows: settled.rows, arrivals: { count: settled.arrivals, onShow: () => setHeld({ list, keys: [] }) } };
}
