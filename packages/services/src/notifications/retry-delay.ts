const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;

/** So long a delivery is tried; then it is given up. */
export const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/**
 * How long to wait after so many failed attempts: twice as long each time, an hour at most, and by a quarter more or less, so that many
 * deliveries to one receiver do not come back at once. `chance` is between 0 and 1.
 */
export const retryDelayMs = (attempts: number, chance: number): number =>
  Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1)) * (0.75 + chance / 2));
