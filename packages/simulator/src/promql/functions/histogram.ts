import type { LabelSet } from "../label-set";
import { numberOf } from "../literals";
import type { Vector } from "../value";
import type { PromqlFunction } from "./definition";

interface Bucket {
  readonly upperBound: number;
  count: number;
}

const BOUND = /^[+-]?(?:inf|nan|\d*\.?\d+(?:e[+-]?\d+)?|\d+\.)$/i;

function bucketsBySeries(vector: Vector): Map<string, { labels: LabelSet; buckets: Bucket[] }> {
  const series = new Map<string, { labels: LabelSet; buckets: Bucket[] }>();
  for (const { labels, value } of vector) {
    const bound = labels.get("le");
    if (!BOUND.test(bound)) continue;
    const rest = labels.unnamed.without(["le"]);
    const known = series.get(rest.key) ?? { labels: rest, buckets: [] };
    known.buckets.push({ upperBound: numberOf(bound), count: value });
    series.set(rest.key, known);
  }
  return series;
}

/** Sorted, one bucket a bound, and counts that never fall: samples of one scrape may be torn. */
function tidied(buckets: readonly Bucket[]): Bucket[] {
  const tidy: Bucket[] = [];
  for (const { upperBound, count } of buckets.toSorted((a, b) => a.upperBound - b.upperBound)) {
    const last = tidy.at(-1);
    if (last && last.upperBound === upperBound) last.count += count;
    else tidy.push({ upperBound, count });
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (const bucket of tidy) {
    if (bucket.count > highest) highest = bucket.count;
    else bucket.count = highest;
  }
  return tidy;
}

/** The q-quantile of a classic histogram, linear inside its bucket; the last finite bound when it lies above all of them. */
export function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const buckets = tidied(unsorted);
  const top = buckets.at(-1);
  if (!top || top.upperBound !== Number.POSITIVE_INFINITY || buckets.length < 2) return Number.NaN;
  const observations = top.count;
  if (observations === 0) return Number.NaN;
  const rank = q * observations;
  const found = buckets.slice(0, -1).findIndex(({ count }) => count >= rank);
  const index = found === -1 ? buckets.length - 1 : found;
  const bucket = buckets[index] as Bucket;
  const below = buckets[index - 1];
  if (index === buckets.length - 1) return (below as Bucket).upperBound;
  if (!below && bucket.upperBound <= 0) return bucket.upperBound;
  const start = below?.upperBound ?? 0;
  const countBelow = below?.count ?? 0;
  return start + (bucket.upperBound - start) * ((rank - countBelow) / (bucket.count - countBelow));
}

/** Functions of classic histograms: series with a bound in the label `le`. */
export const histogramFunctions: Readonly<Record<string, PromqlFunction>> = {
  histogram_quantile: {
    args: ["scalar", "vector"],
    returns: "vector",
    evaluate(frame) {
      const q = frame.scalar(0);
      return [...bucketsBySeries(frame.vector(1)).values()].map(({ labels, buckets }) => ({ labels, value: bucketQuantile(q, buckets) }));
    },
  },
};
