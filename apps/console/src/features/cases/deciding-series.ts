import type { Series } from "@holdfast/contracts/signals";

const last = (series: Series): number | null => series.points.findLast(([, value]) => value !== null)?.[1] ?? null;

/** Of the clusters' series the one whose newest value decides; undefined when none has a value. */
export function decidingSeries(series: readonly Series[], counts: "highest" | "lowest"): Series | undefined {
  const sign = counts === "highest" ? 1 : -1;
  return series
    .filter((each) => last(each) !== null)
    .reduce<Series | undefined>(
      (best, each) => (best === undefined || sign * ((last(each) ?? 0) - (last(best) ?? 0)) > 0 ? each : best),
      undefined,
    );
}

/** The lowest and the highest of what was measured; null when nothing was. */
export function extent(values: readonly (number | null)[]): readonly [number, number] | null {
  const measured = values.filter((value) => value !== null && Number.isFinite(value)).map(Number);
  return measured.length === 0 ? null : [Math.min(...measured), Math.max(...measured)];
}
