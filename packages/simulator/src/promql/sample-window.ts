import type { SeriesSlice } from "./series-source";
import type { Window } from "./value";

/** How many of the ascending instants are at or before `instantMs`. */
export function countUpTo(timestamps: ArrayLike<number>, instantMs: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timestamps[middle] as number) <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withoutStale(slice: SeriesSlice, stale: Uint8Array, from: number, to: number): Window | undefined {
  const timestamps: number[] = [];
  const values: number[] = [];
  for (let i = from; i < to; i++) {
    if (stale[i]) continue;
    timestamps.push(slice.timestamps[i] as number);
    values.push(slice.values[i] as number);
  }
  return values.length > 0 ? { labels: slice.labels, timestamps, values } : undefined;
}

/** The samples of a slice in a range, or undefined when there is none. Its end is included, its start when `isClosed`. */
export function windowOf(slice: SeriesSlice, startMs: number, endMs: number, isClosed: boolean): Window | undefined {
  let from = countUpTo(slice.timestamps, startMs);
  if (isClosed) while (from > 0 && slice.timestamps[from - 1] === startMs) from--;
  const to = countUpTo(slice.timestamps, endMs);
  if (to <= from) return undefined;
  if (slice.stale) return withoutStale(slice, slice.stale, from, to);
  return { labels: slice.labels, timestamps: slice.timestamps.subarray(from, to), values: slice.values.subarray(from, to) };
}
