/** How long to wait before try after try: a random time up to a bound that doubles (full jitter), so that a thousand agents spread. */
export interface BackOff {
  /** The next wait, in milliseconds. */
  next(): number;
  /** What was tried succeeded: the next wait is short again. */
  reset(): void;
}

/** A back-off between `baseMs` and `capMs`. */
export function backOff(baseMs: number, capMs: number, random: () => number = Math.random): BackOff {
  let attempt = 0;
  return {
    next: () => random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt++, 30)),
    reset: () => {
      attempt = 0;
    },
  };
}

/** A time spread around another by a share of it: half life renewals, rechecks. */
export const spread = (ms: number, share = 0.1, random: () => number = Math.random) => ms * (1 + share * (2 * random() - 1));
