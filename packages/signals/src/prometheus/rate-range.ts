// Two samples are needed for a rate; a minute holds them at the scrape intervals that are common (15 s, 30 s).
const MIN_RATE_SECONDS = 60;

/** The range of a `rate` for points of this distance, as PromQL writes it: wide enough to hold samples, and no wider than needed. */
export const rateRange = (stepSeconds: number): string => `[${Math.max(MIN_RATE_SECONDS, 4 * stepSeconds)}s]`;
