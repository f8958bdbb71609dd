/** The time of a simulation: it stands still until it is moved. */
export interface SimulationClock {
  now(): Date;
  /** Moves the time on; never back. */
  advanceBy(ms: number): void;
}

/** A clock that starts at an instant. */
export function createClock(startAt: Date): SimulationClock {
  let nowMs = startAt.getTime();
  return {
    now: () => new Date(nowMs),
    advanceBy(ms) {
      nowMs += Math.max(0, ms);
    },
  };
}
