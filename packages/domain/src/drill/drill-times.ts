// Wall clocks and their jumps are a library's: a time that the clock leaves out comes right after the jump, and one that it has twice comes once.
import type { DrillTimes } from "@holdfast/contracts/drill";
import { Cron } from "croner";

const WEEKS = { first: "1", second: "2", third: "3", fourth: "4", last: "L" } as const;

function startsOf(times: Exclude<DrillTimes, { repeats: "once" }>): Cron {
  const [hour, minute] = times.at.split(":").map(Number);
  const clock = `0 ${minute} ${hour}`;
  const cron = (days: string) => new Cron(`${clock} ${days}`, { timezone: times.zone });
  if (times.repeats === "weekly") return cron(`* * ${times.weekdays.join(",")}`);
  const months = times.months.length === 0 ? "*" : times.months.join(",");
  if (times.repeats === "days") return cron(`${times.days.join(",")} ${months} *`);
  return cron(`* ${months} ${times.weekday}#${WEEKS[times.week]}`);
}

/** The first occurrences after an instant, the instant itself not among them; at most so many, and none later than `until`. */
export function drillsAfter(times: DrillTimes, after: Date, most: number, until?: Date): Date[] {
  const isIn = (at: Date) => until === undefined || at <= until;
  if (times.repeats === "once") return times.startsAt > after && isIn(times.startsAt) && most > 0 ? [times.startsAt] : [];
  const starts = startsOf(times);
  const found: Date[] = [];
  for (let next = starts.nextRun(after); next && isIn(next) && found.length < most; next = starts.nextRun(next)) found.push(next);
  return found;
}
