import type { DrillTimes } from "@holdfast/contracts/drill";
import { drillsAfter } from "./drill-times";

/** What of a schedule says when its drills are due. */
export interface Due {
  readonly times: DrillTimes;
  readonly askAheadMinutes: number;
  readonly graceMinutes: number;
  /** Every occurrence up to here is dealt with. */
  readonly settledUntil: Date;
}

/** An occurrence that is to be dealt with now. */
export interface DueDrill {
  readonly at: Date;
  /**
   * `miss`: its grace is over, and nobody asked for it. `decide`: it is time, so it is asked for now or skipped. `try`: it may be asked
   * for ahead, and again later if something keeps it.
   */
  readonly what: "miss" | "decide" | "try";
}

const MINUTE_MS = 60_000;

/** After a long silence so many are dealt with at a time; the rest follows in the next look. */
const MOST_AT_ONCE = 100;

/** Until when an occurrence may still be asked for, approved and begun. */
export const graceEnds = (at: Date, graceMinutes: number): Date => new Date(at.getTime() + graceMinutes * MINUTE_MS);

/** The occurrences of a schedule that are to be dealt with at an instant, the earliest first. */
export function dueDrills({ times, askAheadMinutes, graceMinutes, settledUntil }: Due, now: Date): DueDrill[] {
  const horizon = new Date(now.getTime() + askAheadMinutes * MINUTE_MS);
  return drillsAfter(times, settledUntil, MOST_AT_ONCE, horizon).map((at) => {
    if (at > now) return { at, what: "try" };
    return { at, what: now > graceEnds(at, graceMinutes) ? "miss" : "decide" };
  });
}
