"use client";
import { type Column, hiddenAtFirst } from "@holdfast/ui/column";
import type { ColumnChoice } from "@holdfast/ui/data-table";
import { useEffect, useMemo, useState } from "react";

const keyOf = (list: string) => `holdfast-columns-${list}`;

/** What was remembered, or null: storage may be refused, full, or written by somebody else. */
function remembered(list: string): ReadonlySet<string> | null {
  try {
    const read: unknown = JSON.parse(window.localStorage.getItem(keyOf(list)) ?? "null");
    return Array.isArray(read) ? new Set(read.filter((each) => typeof each === "string")) : null;
  } catch {
    return null;
  }
}

/** Which columns of a list the reader has taken away, remembered in this browser. `list` names the list, for example `clusters`. */
export function useColumnChoice<Row>(list: string, columns: readonly Column<Row>[]): ColumnChoice {
  const [hidden, setHidden] = useState(() => hiddenAtFirst(columns));
  useEffect(() => {
    const before = remembered(list);
    if (before !== null) setHidden(before);
  }, [list]);
  return useMemo(
    () => ({
      hidden,
      onChange: (next) => {
        setHidden(next);
        try {
          window.localStorage.setItem(keyOf(list), JSON.stringify([...next]));
        } catch {
          // A choice that cannot be kept holds for this visit.
        }
      },
    }),
    [hidden, list],
  );
}
