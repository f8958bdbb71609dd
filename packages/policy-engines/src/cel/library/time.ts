import { CelRuntimeError } from "../run/runtime-error";
import type { Declaration } from "../types/signature";
import type { Duration, Timestamp } from "../values/cel-values";
import { secondsOf } from "./timestamp-text";

const DAY_MS = 86_400_000;

/** How far a zone is from UTC at a time, in milliseconds; a zone is `+02:30` or a name of the time zone database. */
const offsetAt = (zone: string, at: number): number => {
  const fixed = /^([+-]?)(\d\d?):(\d\d)$/.exec(zone);
  if (fixed) return (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === "-" ? -60_000 : 60_000);
  if (zone === "" || zone === "UTC") return 0;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    });
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - at;
  } catch {
    throw new CelRuntimeError(`unknown time zone ${zone}`);
  }
};

/** The time as a date whose UTC fields are those of the zone. */
const local = (timestamp: Timestamp, zone: string): Date => {
  const at = secondsOf(timestamp).seconds * 1000;
  return new Date(at + offsetAt(zone, at));
};

const dayOfYear = (date: Date): number => {
  const first = new Date(date);
  first.setUTCMonth(0, 1);
  return Math.round((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - first.setUTCHours(0, 0, 0, 0)) / DAY_MS);
};

const FIELDS: Readonly<Record<string, (date: Date, nanos: number) => number>> = {
  getFullYear: (date) => date.getUTCFullYear(),
  getMonth: (date) => date.getUTCMonth(),
  getDayOfYear: dayOfYear,
  getDayOfMonth: (date) => date.getUTCDate() - 1,
  getDate: (date) => date.getUTCDate(),
  getDayOfWeek: (date) => date.getUTCDay(),
  getHours: (date) => date.getUTCHours(),
  getMinutes: (date) => date.getUTCMinutes(),
  getSeconds: (date) => date.getUTCSeconds(),
  getMilliseconds: (_date, nanos) => Math.floor(nanos / 1_000_000),
};

const fieldsOfTime = Object.entries(FIELDS).flatMap(([name, read]): Declaration[] => [
  [`timestamp::${name}(): int`, (at: Timestamp) => BigInt(read(local(at, ""), secondsOf(at).nanos))],
  [`timestamp::${name}(string): int`, (at: Timestamp, zone: string) => BigInt(read(local(at, zone), secondsOf(at).nanos))],
]);

/** What can be read from times and spans. */
export const TIME: readonly Declaration[] = [
  ...fieldsOfTime,
  ["duration::getHours(): int", ({ nanos }: Duration) => nanos / 3_600_000_000_000n],
  ["duration::getMinutes(): int", ({ nanos }: Duration) => nanos / 60_000_000_000n],
  ["duration::getSeconds(): int", ({ nanos }: Duration) => nanos / 1_000_000_000n],
  ["duration::getMilliseconds(): int", ({ nanos }: Duration) => nanos / 1_000_000n],
];
