/**
 * The two clocks of a process. The wall clock may jump; the monotonic one only grows, so durations and deadlines are
 * measured on it.
 */
export interface Clock {
  readonly now: () => Date;
  readonly monotonicMs: () => number;
}

/** The clocks of this machine. */
export const systemClock: Clock = { now: () => new Date(), monotonicMs: () => performance.now() };
