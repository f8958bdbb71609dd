import type { LabelSet } from "./label-set";
import type { Matcher } from "./matcher";

/** The samples of one series in a window of time, oldest first. Several slices may share one array of timestamps. */
export interface SeriesSlice {
  readonly labels: LabelSet;
  /** Epoch milliseconds, ascending. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  /** 1 where a series was seen to vanish: such a sample has no value, and ends the lookback. Null when there is none. */
  readonly stale: Uint8Array | null;
}

/** Where a query reads. Both windows are closed: [fromMs, toMs]. */
export interface SeriesSource {
  /** The slices must not change while the query runs. */
  select(matchers: readonly Matcher[], fromMs: number, toMs: number): readonly SeriesSlice[];
  /** The labels of series that have a sample in the window. */
  labelSets(matchers: readonly Matcher[], fromMs: number, toMs: number): readonly LabelSet[];
}
