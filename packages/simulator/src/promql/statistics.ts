/** A sum that does not lose small addends (Kahan and Neumaier), as Prometheus adds. */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = sum + value;
    if (Number.isFinite(next)) lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** The arithmetic mean; NaN without values. */
export function mean(values: ArrayLike<number>): number {
  const sum = compensatedSum(values);
  if (Number.isFinite(sum) || values.length === 0) return sum / values.length;
  // The sum may overflow where the mean does not.
  let result = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(result) && !Number.isNaN(value) && (result === value || Number.isFinite(value))) continue;
    result += value / (i + 1) - result / (i + 1);
  }
  return result;
}

/** The population variance, by Welford's recurrence. */
export function variance(values: ArrayLike<number>): number {
  let average = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const delta = (values[i] as number) - average;
    average += delta / (i + 1);
    squares += delta * ((values[i] as number) - average);
  }
  return squares / values.length;
}

const ascending = (a: number, b: number): number => {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : a - b;
};

/** The q-quantile with linear interpolation; infinite outside 0..1, NaN without values. NaN sorts lowest. */
export function quantile(q: number, values: ArrayLike<number>): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const sorted = Array.from(values).sort(ascending);
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (sorted[lower] as number) * (1 - weight) + (sorted[upper] as number) * weight;
}

/** The least-squares line through points, as slope per second and value at `originMs`. */
export function linearRegression(
  timestamps: ArrayLike<number>,
  values: ArrayLike<number>,
  originMs: number,
): { slope: number; intercept: number } {
  const count = values.length;
  const first = values[0] as number;
  if (Array.from(values).every((value) => value === first)) {
    return Number.isFinite(first) ? { slope: 0, intercept: first } : { slope: Number.NaN, intercept: Number.NaN };
  }
  const x = Array.from(timestamps, (at) => (at - originMs) / 1_000);
  const sumX = compensatedSum(x);
  const sumY = compensatedSum(values);
  const sumXY = compensatedSum(x.map((each, i) => each * (values[i] as number)));
  const sumX2 = compensatedSum(x.map((each) => each * each));
  const slope = (sumXY - (sumX * sumY) / count) / (sumX2 - (sumX * sumX) / count);
  return { slope, intercept: sumY / count - (slope * sumX) / count };
}
