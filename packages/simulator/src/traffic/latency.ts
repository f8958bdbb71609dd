/** How long requests take: a log-normal spread of `medianMs` on top of a fixed part. */
export interface Latency {
  readonly fixedMs: number;
  readonly medianMs: number;
  readonly sigma: number;
}

/** The upper bounds of Istio's request duration histogram, in milliseconds; the last one is infinity. */
export const durationBounds: readonly number[] = [
  0.5,
  1,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1_000,
  2_500,
  5_000,
  10_000,
  30_000,
  60_000,
  300_000,
  600_000,
  1_800_000,
  3_600_000,
  Number.POSITIVE_INFINITY,
];

/** The standard normal distribution function, by an approximation that is right to seven digits. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}

/** The share of requests that take no longer than `ms`. */
export function shareWithin({ fixedMs, medianMs, sigma }: Latency, ms: number): number {
  if (ms === Number.POSITIVE_INFINITY) return 1;
  if (ms <= fixedMs) return 0;
  return normal(Math.log((ms - fixedMs) / medianMs) / sigma);
}

/** The mean duration in milliseconds. */
export const meanOf = ({ fixedMs, medianMs, sigma }: Latency): number => fixedMs + medianMs * Math.exp((sigma * sigma) / 2);

/** One duration in milliseconds, from two numbers in [0, 1). */
export function drawn({ fixedMs, medianMs, sigma }: Latency, u: number, v: number): number {
  const gaussian = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
  return fixedMs + medianMs * Math.exp(sigma * gaussian);
}
