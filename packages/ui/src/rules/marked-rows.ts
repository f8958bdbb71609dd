/** The row that was marked last, and whether the next press extends from it, as with Shift. */
export interface RangeAnchor {
  readonly key: string | null;
  readonly isExtending: boolean;
}

/** What is marked after a press on one row: that row alone, or all from the anchor to it. A key that is gone anchors nothing. */
export function markedRows(
  marked: ReadonlySet<string>,
  keys: readonly string[],
  anchor: RangeAnchor,
  key: string,
  isMarked: boolean,
): ReadonlySet<string> {
  const [from, to] = [anchor.isExtending && anchor.key !== null ? keys.indexOf(anchor.key) : -1, keys.indexOf(key)];
  const range = from < 0 || to < 0 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
  const next = new Set(marked);
  for (const each of range) {
    if (isMarked) next.add(each);
    else next.delete(each);
  }
  return next;
}
