// Wall clocks and their jumps are a library's: twice a year an hour is missing, or there are two of it.
import type { FreezeTimes } from "@holdfast/contracts/freeze-window";
import { Cron } from "croner";

const MINUTE_MS = 60_000;

const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

function startsOf(times: Exclude<FreezeTimes, { repeats: "once" }>): Cron {
  const [hour, minute] = times.at.split(":").map(Number);
  const days = times.repeats === "weekly" ? `* * ${times.weekdays.join(",")}` : `${times.days.join(",")} * *`;
  return new Cron(`0 ${minute} ${hour} ${days}`, { timezone: times.zone });
}

/** Until when a freeze holds that holds at an instant; null when it does not hold then. Its end is not part of it. */
export function heldUntil(times: FreezeTimes, at: Date): Date | null {
  if (times.repeats === "once") return times.startsAt <= at && at < times.endsAt ? times.endsAt : null;
  const starts = startsOf(times);
  const durationMs = times.durationMinutes * MINUTE_MS;
  let last: Date | null = null;
  // A millisecond earlier: what began exactly a duration ago has just ended, and what begins now holds.
  for (let start = starts.nextRun(after(at, -durationMs)); start && start <= at; start = starts.nextRun(start)) last = start;
  return last && after(last, durationMs);
}

/** When a freeze begins next after an instant; null when it never does. */
export function nextStart(times: FreezeTimes, at: Date): Date | null {
  if (times.repeats === "once") return times.startsAt > at ? times.startsAt : null;
  return startsOf(times).nextRun(at);
}
