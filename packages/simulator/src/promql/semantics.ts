/** What differs between Prometheus 2.x and 3.x. */
export interface Semantics {
  /** `closed`: a range is [t-r, t], as in 2.x. `leftOpen`: (t-r, t], as in 3.x; the lookback follows. */
  readonly ranges: "closed" | "leftOpen";
  /** How long a sample stands for its series. */
  readonly lookbackMs: number;
  /** The step of a subquery that names none. */
  readonly defaultStepMs: number;
}

/** A Prometheus of today with its default configuration. */
export const prometheus3: Semantics = { ranges: "leftOpen", lookbackMs: 300_000, defaultStepMs: 60_000 };

/** Prometheus before 3.0. */
export const prometheus2: Semantics = { ...prometheus3, ranges: "closed" };
