/** The rows to draw, in the order in which they stood, and how many newer ones wait to be shown. */
export interface SettledRows<Row> {
  readonly rows: readonly Row[];
  readonly keys: readonly string[];
  readonly arrivals: number;
}

/**
 * Keeps a list still under the reader's eyes while events change it. Rows that stood there keep their place and get their new
 * content, rows that are gone leave, rows of a further page are added at the end; what would push in between is counted only.
 */
export function settledRows<Row>(stood: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): SettledRows<Row> {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const before = new Set(stood);
  let lastKnown = -1;
  rows.forEach((row, index) => {
    if (before.has(keyOf(row))) lastKnown = index;
  });
  const kept = stood.filter((key) => byKey.has(key));
  const added = rows.slice(lastKnown + 1).map(keyOf);
  const keys = [...kept, ...added];
  return { rows: keys.flatMap((key) => byKey.get(key) ?? []), keys, arrivals: byKey.size - keys.length };
}
