"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useMemo } from "react";

const ROW_PX = 32;
const OVERSCAN = 12;
/** What a server assumes of the window, so that the first rows are in its HTML. */
const FIRST_RECT = { width: 1024, height: 900 };

/** Which rows are drawn, and the room that the others take. */
export interface RowWindow {
  readonly indexes: readonly number[];
  readonly abovePx: number;
  readonly belowPx: number;
  /** Measures a drawn row, whose height differs on a phone; undefined when all rows are drawn. */
  readonly measure: ((row: HTMLTableRowElement | null) => void) | undefined;
  readonly scrollTo: (index: number) => void;
}

/** The window onto `count` rows of a scrolling region; all of them when it is off. */
export function useRowWindow(count: number, isOn: boolean, region: RefObject<HTMLElement | null>): RowWindow {
  const virtual = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    count,
    enabled: isOn,
    getScrollElement: () => region.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    initialRect: FIRST_RECT,
    // The header stays on top of the first row in sight.
    scrollPaddingStart: ROW_PX,
  });
  const all = useMemo(() => Array.from({ length: isOn ? 0 : count }, (_, index) => index), [isOn, count]);
  if (!isOn) return { indexes: all, abovePx: 0, belowPx: 0, measure: undefined, scrollTo: () => {} };
  const items = virtual.getVirtualItems();
  return {
    indexes: items.map((item) => item.index),
    abovePx: items[0]?.start ?? 0,
    belowPx: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtual.measureElement,
    scrollTo: (index) => virtual.scrollToIndex(index),
  };
}
