// The hub's time as this process knows it, carried on the monotonic clock: a jump of the local wall clock moves nothing.
import type { Clock } from "../clock";

/** The hub's time, estimated from its answers. */
export interface HubClock {
  /** Takes a hub's answer: what its clock said, and when by the monotonic clock we asked and heard. */
  sample(hubClock: string, askedAtMs: number, heardAtMs: number): void;
  /** Lets the next answer win, because another hub gives it or the process slept. Until then the estimate stands. */
  reset(): void;
  /** The hub's time now; the local wall clock until the hub answered once. */
  now(): Date;
  /** Whether the process was asleep, or the wall clock was moved, since the sample: ask again before anything depends on it. */
  isDoubtful(): boolean;
}

interface Sample {
  readonly hubMs: number;
  readonly monotonicMs: number;
  readonly wallMs: number;
  readonly errorMs: number;
}

/** After this long a new sample wins even with a longer round trip: both clocks drift. */
const OLD_MS = 60_000;
const DOUBT_MS = 1000;

/** An estimate without a sample yet. */
export function hubClock(clock: Clock): HubClock {
  let best: Sample | undefined;
  return {
    sample: (hubTime, askedAtMs, heardAtMs) => {
      const errorMs = (heardAtMs - askedAtMs) / 2;
      const isBetter = !best || errorMs <= best.errorMs || heardAtMs - best.monotonicMs > OLD_MS;
      const wallMs = clock.now().getTime();
      if (isBetter) best = { hubMs: Date.parse(hubTime) + errorMs, monotonicMs: heardAtMs, wallMs, errorMs };
      // The estimate stays, but what the wall clock did until now is known to be harmless.
      else if (best) best = { ...best, wallMs: wallMs - (heardAtMs - best.monotonicMs) };
    },
    reset: () => {
      if (best) best = { ...best, errorMs: Number.POSITIVE_INFINITY };
    },
    now: () => (best ? new Date(best.hubMs + clock.monotonicMs() - best.monotonicMs) : clock.now()),
    isDoubtful: () => {
      if (!best || best.errorMs === Number.POSITIVE_INFINITY) return true;
      const passedMs = clock.monotonicMs() - best.monotonicMs;
      return Math.abs(clock.now().getTime() - best.wallMs - passedMs) > DOUBT_MS;
    },
  };
}
