/** The minutes at which something is due, in UTC. */
export interface Schedule {
  /** The first due minute after an instant. */
  next(after: Date): Date;
}

interface FieldRange {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly words?: readonly string[];
}

const FIELDS: readonly FieldRange[] = [
  { name: "minute", low: 0, high: 59 },
  { name: "hour", low: 0, high: 23 },
  { name: "day of month", low: 1, high: 31 },
  {
    name: "month",
    low: 1,
    high: 12,
    words: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of week", low: 0, high: 6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const MACROS: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const numberOf = (text: string, { words = [], name, low, high }: FieldRange): number => {
  const word = words.indexOf(text.toLowerCase());
  // Sunday may also be written as 7.
  const value = word >= 0 && text !== "" ? word : Number(name === "day of week" && text === "7" ? "0" : text);
  if (!/^\d+$/.test(text) && word < 0)
    throw new RangeError(`failed to parse int from ${text}: strconv.Atoi: parsing "${text}": invalid syntax`);
  if (value < low) throw new RangeError(`beginning of range (${value}) below minimum (${low}): ${text}`);
  if (value > high) throw new RangeError(`end of range (${value}) above maximum (${high}): ${text}`);
  return value;
};

const partOf = (part: string, range: FieldRange): number[] => {
  const [span = "", stepText] = part.split("/");
  const step = stepText === undefined ? 1 : Number(stepText);
  if (!Number.isInteger(step) || step < 1) throw new RangeError(`step of range should be a positive number: ${part}`);
  const [from = "", to] = span.split("-");
  const isAny = span === "*" || span === "?";
  const low = isAny ? range.low : numberOf(from, range);
  const openEnd = stepText === undefined ? low : range.high;
  const high = isAny ? range.high : to === undefined ? openEnd : numberOf(to, range);
  if (low > high) throw new RangeError(`beginning of range (${low}) beyond end of range (${high}): ${part}`);
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
};

const fieldOf = (text: string, range: FieldRange): ReadonlySet<number> => new Set(text.split(",").flatMap((part) => partOf(part, range)));

const MINUTE_MS = 60_000;
const HORIZON_MINUTES = 5 * 366 * 24 * 60;

/** Reads a schedule of five fields, or one of the `@` words; `fault` says what is wrong with it. */
export function parseSchedule(text: string): Schedule | { readonly fault: string } {
  const parts = (MACROS[text] ?? text).trim().split(/\s+/);
  if (parts.length !== FIELDS.length) return { fault: `expected exactly 5 fields, found ${parts.length}: [${parts.join(" ")}]` };
  try {
    const sets = FIELDS.map((range, i) => fieldOf(parts[i] ?? "", range));
    const isAnyDay = [parts[2], parts[4]].some((part) => part === "*" || part === "?");
    return { next: (after) => nextDue(after, sets, isAnyDay) };
  } catch (cause) {
    if (cause instanceof RangeError) return { fault: cause.message };
    throw cause;
  }
}

const isDue = (at: Date, sets: readonly ReadonlySet<number>[], isAnyDay: boolean): boolean => {
  const has = (field: number, value: number) => sets[field]?.has(value) === true;
  if (!has(0, at.getUTCMinutes()) || !has(1, at.getUTCHours()) || !has(3, at.getUTCMonth() + 1)) return false;
  const [day, weekday] = [has(2, at.getUTCDate()), has(4, at.getUTCDay())];
  // Day of month and day of week are alternatives, once both are restricted.
  return isAnyDay ? day && weekday : day || weekday;
};

const nextDue = (after: Date, sets: readonly ReadonlySet<number>[], isAnyDay: boolean): Date => {
  const first = Math.floor(after.getTime() / MINUTE_MS) + 1;
  for (let minute = first; minute < first + HORIZON_MINUTES; minute += 1) {
    const at = new Date(minute * MINUTE_MS);
    if (isDue(at, sets, isAnyDay)) return at;
  }
  return new Date((first + HORIZON_MINUTES) * MINUTE_MS);
};
