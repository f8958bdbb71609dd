import type { LabelSet } from "./label-set";
import type { Matcher } from "./matcher";
import { countUpTo } from "./sample-window";
import type { SeriesSlice, SeriesSource } from "./series-source";

/** A source of series that are there for good: what tests query. */
export function fixedSeries(series: readonly SeriesSlice[]): SeriesSource {
  const chosen = (matchers: readonly Matcher[]): readonly SeriesSlice[] =>
    series.filter(({ labels }) => matchers.every((each) => each.matches(labels.get(each.name))));
  const within = (slice: SeriesSlice, fromMs: number, toMs: number): SeriesSlice => {
    const from = countUpTo(slice.timestamps, fromMs - 1);
    const to = countUpTo(slice.timestamps, toMs);
    return {
      labels: slice.labels,
      timestamps: slice.timestamps.subarray(from, to),
      values: slice.values.subarray(from, to),
      stale: slice.stale?.subarray(from, to) ?? null,
    };
  };
  return {
    select: (matchers, fromMs, toMs) => chosen(matchers).map((slice) => within(slice, fromMs, toMs)),
    labelSets: (matchers, fromMs, toMs): LabelSet[] =>
      chosen(matchers)
        .filter((slice) => within(slice, fromMs, toMs).values.length > 0)
        .map(({ labels }) => labels),
  };
}
