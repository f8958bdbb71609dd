const DAY_MS = 86_400_000;
const WEEK = 7;
/** No zone is further than that from UTC. */
const ZONE_DAYS = 1;

/** A month as an address has it: `2026-12`. */
export const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

const startOf = (month: string) => Date.parse(`${month}-01T00:00:00Z`);

/** The month so many months later. */
export function addMonths(month: string, months: number): string {
  const at = new Date(startOf(month));
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
}

/** The day of an instant in a time zone: `2026-12-24`. */
export function dayIn(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** The weeks of a month, each from Monday to Sunday, as days; those of its neighbours that fill the first and the last are among them. */
export function weeksOf(month: string): string[][] {
  const first = startOf(month);
  const next = startOf(addMonths(month, 1));
  const lead = (new Date(first).getUTCDay() + WEEK - 1) % WEEK;
  const weeks: string[][] = [];
  for (let monday = first - lead * DAY_MS; monday < next; monday += WEEK * DAY_MS)
    weeks.push(Array.from({ length: WEEK }, (_, day) => new Date(monday + day * DAY_MS).toISOString().slice(0, 10)));
  return weeks;
}

/** A span that has all weeks of a month in it, in whatever zone. */
export function spanOf(month: string): { from: Date; until: Date } {
  const weeks = weeksOf(month);
  const at = (day: string | undefined, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
  return { from: at(weeks[0]?.[0], -ZONE_DAYS), until: at(weeks.at(-1)?.at(-1), ZONE_DAYS + 1) };
}
