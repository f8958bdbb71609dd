/** What a key asks of a table. */
export type TableKey = "next" | "previous" | "first" | "last" | "open" | "toggle";

/** What a table does on a key: which row is active from now on, and what happens to it. */
export interface TableMove {
  readonly activeIndex: number;
  readonly effect: "none" | "open" | "toggle";
}

const KEYS: Readonly<Record<string, TableKey>> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  Enter: "open",
  x: "toggle",
  " ": "toggle",
};

/** The meaning of a key inside a table; null when it has none. */
export const tableKey = (key: string): TableKey | null => KEYS[key] ?? null;

/** Moves within a table of `rowCount` rows. `activeIndex` is -1 before the first move; the ends do not wrap. */
export function moveInTable(activeIndex: number, rowCount: number, key: TableKey): TableMove {
  if (rowCount === 0) return { activeIndex: -1, effect: "none" };
  const bounded = (index: number) => Math.min(rowCount - 1, Math.max(0, index));
  switch (key) {
    case "next":
      return { activeIndex: bounded(activeIndex + 1), effect: "none" };
    case "previous":
      return { activeIndex: activeIndex < 0 ? 0 : bounded(activeIndex - 1), effect: "none" };
    case "first":
      return { activeIndex: 0, effect: "none" };
    case "last":
      return { activeIndex: rowCount - 1, effect: "none" };
    case "open":
    case "toggle":
      return activeIndex < 0 ? { activeIndex: -1, effect: "none" } : { activeIndex: bounded(activeIndex), effect: key };
  }
}

/** Which row is active after the rows changed: the same row where it now stands, else its neighbour, so that nothing jumps. */
export function keepActive(activeKey: string | null, lastIndex: number, keys: readonly string[]): number {
  if (activeKey === null) return -1;
  const found = keys.indexOf(activeKey);
  return found >= 0 ? found : Math.min(lastIndex, keys.length - 1);
}
