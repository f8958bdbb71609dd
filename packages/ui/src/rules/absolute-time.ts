/** Where and when the reader is. `timeZone` is an IANA name. */
export interface TimeContext {
  readonly locale: string;
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs about as much as a hundred uses of it, and a page shows hundreds of instants. */
function format(context: TimeContext, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${context.locale}|${context.timeZone}|${name}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(context.locale, { timeZone: context.timeZone, hourCycle: "h23", ...options });
    formats.set(key, made);
  }
  return made;
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const DAY = { month: "short", day: "numeric" } as const;

const dayOf = (context: TimeContext, ms: number) =>
  format(context, "day", { year: "numeric", month: "numeric", day: "numeric" }).format(ms);

const yearOf = (context: TimeContext, ms: number) => format(context, "year", { year: "numeric" }).format(ms);

/** The instant as short as it can be without doubt: the time today, with the day this year, else with the year. */
export function absoluteTime(atMs: number, nowMs: number, context: TimeContext): string {
  if (dayOf(context, atMs) === dayOf(context, nowMs)) return format(context, "clock", CLOCK).format(atMs);
  if (yearOf(context, atMs) === yearOf(context, nowMs)) return format(context, "dayClock", { ...DAY, ...CLOCK }).format(atMs);
  return format(context, "yearClock", { ...DAY, ...CLOCK, year: "numeric" }).format(atMs);
}

/** The instant in full, in the reader's zone and in UTC, to compare with a log line. */
export function fullTime(atMs: number, context: TimeContext): string {
  const local = format(context, "full", { ...DAY, ...CLOCK, year: "numeric", timeZoneName: "short" }).format(atMs);
  return `${local} · ${new Date(atMs).toISOString()}`;
}
