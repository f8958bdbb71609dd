import type { GoldenPanel, GoldenSignal, HeardCluster, SilentCluster } from "@holdfast/contracts/signals";
import { quantity, type Unit } from "@holdfast/ui/rules/quantity";

/** In what each signal is measured. */
export const signalUnits: Readonly<Record<GoldenSignal, Unit>> = {
  rate: "perSecond",
  errors: "ratio",
  p50: "milliseconds",
  p99: "milliseconds",
  cpu: "cores",
  memory: "bytes",
};

/** Colour and stroke of a line: six of them, then they come round again. */
export type LineStyle = 1 | 2 | 3 | 4 | 5 | 6;

/** A measured line of one cluster. */
export interface PanelLine {
  /** The key of its values in the rows. */
  readonly key: string;
  readonly clusterName: string;
  readonly style: LineStyle;
}

/** An instant with the value of each line then; null where nothing was measured, and where the value cannot be drawn. */
export type PanelRow = { readonly atMs: number } & { readonly [key: string]: number | null };

const LEAST_SHARE = 0.01;

/** A panel as it is drawn and as it is read. */
export interface PanelSeries {
  readonly lines: readonly PanelLine[];
  readonly rows: readonly PanelRow[];
}

/** Gives each cluster the same colour and stroke on every panel: by its place among all that were asked. */
export function clusterStyles(panels: readonly GoldenPanel[]): ReadonlyMap<string, LineStyle> {
  const names = new Map<string, string>();
  for (const { result } of panels)
    for (const { clusterId, clusterName } of [...result.heard, ...result.silent]) names.set(clusterId, clusterName);
  const sorted = [...names].sort(([, a], [, b]) => (a < b ? -1 : 1));
  // The remainder of six plus one is one to six.
  return new Map(sorted.map(([id], index) => [id, ((index % 6) + 1) as LineStyle]));
}

/** Puts the lines of a panel on common instants. */
export function panelSeries({ result }: GoldenPanel, styles: ReadonlyMap<string, LineStyle>): PanelSeries {
  const byInstant = new Map<number, { [key: string]: number | null }>();
  const lines = result.answered.map((series, index): PanelLine => {
    const key = `line${index}`;
    for (const [atMs, value] of series.points) {
      const row = byInstant.get(atMs) ?? {};
      row[key] = value;
      byInstant.set(atMs, row);
    }
    return { key, clusterName: series.clusterName, style: styles.get(series.clusterId) ?? 1 };
  });
  const rows = [...byInstant].sort(([a], [b]) => a - b).map(([atMs, values]) => ({ ...values, atMs }));
  return { lines, rows };
}

/** How values are written: `cores` is the reader's word for them. */
export interface ValueFormat {
  readonly locale: string;
  readonly cores: string;
}

/** A value in the words of its unit; a dash where nothing was measured. */
export function valueText(value: number | null | undefined, unit: Unit, { locale, cores }: ValueFormat): string {
  if (value === null || value === undefined) return "—";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  // A share of failures below a thousandth is not none: it is read with two figures of its own.
  if (unit === "ratio" && value !== 0 && Math.abs(value) < 0.001)
    return `${(value * 100).toLocaleString(locale, { maximumSignificantDigits: 2 })} %`;
  const { amount, unit: word } = quantity(value, unit, locale);
  return word === "" ? amount : `${amount} ${word === "cores" ? cores : word}`;
}

/** How far an axis reaches: by its values, but a share of failures of one in ten thousand must not fill its panel. */
export function axisReach({ lines, rows }: PanelSeries, unit: Unit): number | "auto" {
  const isSmall = rows.every((row) => lines.every(({ key }) => (row[key] ?? 0) < LEAST_SHARE));
  return unit === "ratio" && isSmall ? LEAST_SHARE : "auto";
}

/** The last value that a line has, if it has one. */
export const lastValue = (rows: readonly PanelRow[], key: string): number | null =>
  rows.findLast((row) => typeof row[key] === "number")?.[key] ?? null;

/** The clusters that answered and had nothing to show, so that their missing line is explained. */
export const emptyClusters = ({ result }: GoldenPanel): HeardCluster[] =>
  result.heard.filter(({ clusterId }) => !result.answered.some((series) => series.clusterId === clusterId));

const isSame = (a: SilentCluster, b: SilentCluster) => a.clusterId === b.clusterId && a.reason === b.reason && a.message === b.message;

/** The clusters that were silent on every panel for the same reason: said once, and not six times. */
export function silentEverywhere(panels: readonly GoldenPanel[]): SilentCluster[] {
  const [first, ...others] = panels;
  return (first?.result.silent ?? []).filter((cluster) =>
    others.every((panel) => panel.result.silent.some((each) => isSame(each, cluster))),
  );
}

/** The clusters that were silent on this panel, but not everywhere. */
export const silentHere = ({ result }: GoldenPanel, everywhere: readonly SilentCluster[]): SilentCluster[] =>
  result.silent.filter((cluster) => !everywhere.some((each) => isSame(each, cluster)));
