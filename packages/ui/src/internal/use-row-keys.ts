"use client";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { DataTableProps } from "../data-table";
import type { RangeAnchor } from "../rules/marked-rows";
import { keepActive, moveInTable, type TableKey, tableKey } from "../rules/table-keys";
import type { Verb } from "../rules/verb-registry";
import { useUi } from "../ui-provider";
import type { TableText } from "../ui-text";
import { useVerbs } from "../verbs";

/** The row that keys act on. */
export interface ActiveRow {
  readonly index: number;
  /** Where a range of marked rows begins. */
  readonly anchor: { current: RangeAnchor };
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Told by a row that got the focus. */
  readonly onFocusRow: (index: number) => void;
  /** Told of each drawn row, so that a row which was out of sight can get the focus when it is there. */
  readonly onRow: (key: string, element: HTMLTableRowElement | null) => void;
}

interface RowKeysOptions<Row> extends DataTableProps<Row> {
  readonly keys: readonly string[];
  readonly scrollTo: (index: number) => void;
}

const isControl = (target: EventTarget) => target instanceof Element && target.closest("a,button,input,select,textarea") !== null;

/** j, k, arrows, Home, End, Enter and x in a table; j, k, Enter and x on the whole page when it is the page's table. */
export function useRowKeys<Row>(options: RowKeysOptions<Row>): ActiveRow {
  const { keys, rows, rowHref, selection, scrollTo, hasPageKeys = true } = options;
  const { navigate, text } = useUi();
  const [active, setActive] = useState<{ key: string | null; index: number }>({ key: null, index: -1 });
  const awaited = useRef<string | null>(null);
  const anchor = useRef<RangeAnchor>({ key: null, isExtending: false });
  const drawn = useRef(new Map<string, HTMLTableRowElement>());
  const index = keepActive(active.key, active.index, keys);

  const act = (key: TableKey) => {
    const move = moveInTable(index, keys.length, key);
    const rowKey = keys[move.activeIndex];
    const row = rows[move.activeIndex];
    if (rowKey === undefined || row === undefined) return;
    if (move.effect === "open" && rowHref) return navigate(rowHref(row));
    if (move.effect === "toggle" && selection) {
      anchor.current = { key: rowKey, isExtending: false };
      return selection.onChange(toggled(selection.selected, rowKey));
    }
    setActive({ key: rowKey, index: move.activeIndex });
    awaited.current = rowKey;
    scrollTo(move.activeIndex);
    focus(drawn.current.get(rowKey));
  };
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });

  const onRow = useCallback((key: string, element: HTMLTableRowElement | null) => {
    if (element === null) return void drawn.current.delete(key);
    drawn.current.set(key, element);
    if (awaited.current === key) focus(element);
  }, []);

  const isSelectable = selection !== undefined;
  const verbs = useMemo(
    () => (hasPageKeys ? tableVerbs(text.table, isSelectable, (key) => latest.current(key)) : []),
    [hasPageKeys, text.table, isSelectable],
  );
  useVerbs(verbs);

  return {
    index,
    anchor,
    onRow,
    onFocusRow: (focused) => setActive({ key: keys[focused] ?? null, index: focused }),
    onKeyDown: (event) => {
      const key = tableKey(event.key);
      if (key === null || event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
      event.preventDefault();
      act(key);
    },
  };
}

/** The table's keys as verbs of the page: in the legend, not in the palette. */
function tableVerbs(words: TableText, isSelectable: boolean, act: (key: TableKey) => void): Verb[] {
  const verb = (keys: string, key: TableKey, label: string): Verb => ({
    id: `table.${key}`,
    label,
    group: words.keysGroup,
    keys,
    run: () => act(key),
    isInPalette: false,
  });
  return [
    verb("j", "next", words.nextRow),
    verb("k", "previous", words.previousRow),
    verb("Enter", "open", words.openRow),
    ...(isSelectable ? [verb("x", "toggle", words.toggleRow)] : []),
  ];
}

function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

function focus(element: HTMLTableRowElement | undefined): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest" });
}
