/** The smallest value that at least this share of the values does not exceed (nearest rank); null of none. `share` is above 0 and at most 1. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
