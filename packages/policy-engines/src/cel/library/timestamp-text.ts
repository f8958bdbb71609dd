import { CelRuntimeError } from "../run/runtime-error";
import { Timestamp } from "../values/cel-values";

const NANOS = 1_000_000_000n;
// From the year 1 to the year 9999.
const [FIRST, LAST] = [-62_135_596_800n * NANOS, 253_402_300_800n * NANOS - 1n];
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

const failure = (text: string) => new CelRuntimeError(`invalid RFC 3339 timestamp ${JSON.stringify(text)}`);

/** A point in time that CEL can name. */
export function timestampOf(nanos: bigint): Timestamp {
  if (nanos < FIRST || nanos > LAST) throw new CelRuntimeError("timestamp overflow");
  return new Timestamp(nanos);
}

/** Reads an RFC 3339 time to the nanosecond. */
export function parseTimestamp(text: string): Timestamp {
  const match = RFC3339.exec(text);
  if (!match) throw failure(text);
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const [fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] = match.slice(7);
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 1) - 1, day ?? 1);
  const isReal = date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  if (!isReal || (hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59 || Number(offsetHours) > 24 || Number(offsetMinutes) > 60)
    throw failure(text);
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === "-" ? -60 : 60);
  const seconds = date.getTime() / 1000 + (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0) - offset;
  const nanos = BigInt(seconds) * NANOS + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  if (nanos < FIRST || nanos > LAST) throw failure(text);
  return new Timestamp(nanos);
}

/** Whole seconds since 1970, rounded down, and the nanoseconds after them. */
export function secondsOf({ nanos }: Timestamp): { seconds: number; nanos: number } {
  const rest = ((nanos % NANOS) + NANOS) % NANOS;
  return { seconds: Number((nanos - rest) / NANOS), nanos: Number(rest) };
}

/** A time as RFC 3339 in UTC, with as many digits as it needs. */
export function timestampText(timestamp: Timestamp): string {
  const { seconds, nanos } = secondsOf(timestamp);
  const fraction = String(nanos).padStart(9, "0").replace(/0+$/, "");
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${whole}${fraction ? `.${fraction}` : ""}Z`;
}
