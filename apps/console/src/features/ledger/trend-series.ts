import type { LedgerPoint } from "@holdfast/contracts/ledger";

/** One group's line. */
export interface TrendLine {
  readonly group: string;
  readonly series: 1 | 2 | 3 | 4 | 5 | 6;
}

/** One run on the chart: its line's value stands under its group, in seconds. */
export interface TrendRow {
  readonly id: string;
  readonly atMs: number;
  readonly kind: LedgerPoint["kind"];
  readonly group: string;
  readonly seconds: number;
}

/**
 * What the chart draws. `left` are groups beyond what can be told apart; `objectives` the RTOs that were to be held, in seconds;
 * `spanMs` the time from the first run to the last.
 */
export interface Trend {
  readonly lines: readonly TrendLine[];
  readonly rows: readonly TrendRow[];
  readonly left: readonly string[];
  readonly objectives: readonly number[];
  readonly spanMs: number;
}

const styles = [1, 2, 3, 4, 5, 6] as const;

/** The trend of these runs: the groups with most runs, each with a line of its own. */
export function trendOf(points: readonly LedgerPoint[]): Trend {
  const counts = new Map<string, number>();
  for (const { group } of points) counts.set(group, (counts.get(group) ?? 0) + 1);
  const groups = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([group]) => group);
  const drawn = groups.slice(0, styles.length).sort();
  const rows = points.flatMap(({ id, group, kind, finishedAt, recoveryMs }) =>
    recoveryMs !== null && drawn.includes(group) ? [{ id, group, kind, atMs: finishedAt.getTime(), seconds: recoveryMs / 1000 }] : [],
  );
  rows.sort((a, b) => a.atMs - b.atMs);
  return {
    lines: drawn.flatMap((group, i) => (styles[i] ? [{ group, series: styles[i] }] : [])),
    rows,
    left: groups.slice(styles.length),
    objectives: [...new Set(points.filter((point) => drawn.includes(point.group)).map((point) => point.rtoSeconds))].sort((a, b) => a - b),
    spanMs: (rows.at(-1)?.atMs ?? 0) - (rows[0]?.atMs ?? 0),
  };
}
