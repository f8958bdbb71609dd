/** Dials in a row that reached nobody. */
export interface MissCounter {
  /** Counts one; true when it is time to ask where the hub is now: after seven, and then after twice as many each time. */
  miss(): boolean;
  /** The hub was reached. */
  reset(): void;
}

const FIRST_ASK = 7;

/** No misses yet. */
export function missCounter(): MissCounter {
  let misses = 0;
  let askAfter = FIRST_ASK;
  return {
    miss: () => {
      if (++misses < askAfter) return false;
      askAfter *= 2;
      return true;
    },
    reset: () => {
      misses = 0;
      askAfter = FIRST_ASK;
    },
  };
}
