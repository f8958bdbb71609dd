const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export interface InstantFormat {
  readonly locale: string;
  readonly timeZone: string;
  /** The window that the instant is an axis mark of: a mark says only what tells it apart from the others. */
  readonly spanMs?: number;
}

/** What tells the marks of an axis apart; without a span, an instant says all. */
function kindOf(spanMs: number | undefined) {
  if (spanMs === undefined) return "full";
  if (spanMs > 14 * DAY_MS) return "date";
  if (spanMs > DAY_MS) return "day";
  return spanMs > DAY_MS / 24 ? "minute" : "second";
}

const DATE = { year: "numeric", month: "2-digit", day: "2-digit" } as const;

function formatOf({ locale, timeZone, spanMs }: InstantFormat): Intl.DateTimeFormat {
  const kind = kindOf(spanMs);
  const key = `${locale}|${timeZone}|${kind}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(kind === "date" ? DATE : { hourCycle: "h23", hour: "2-digit", minute: "2-digit" }),
    ...(kind === "second" || kind === "full" ? { second: "2-digit" } : {}),
    ...(kind === "day" || kind === "full" ? { month: "2-digit", day: "2-digit" } : {}),
  });
  formats.set(key, made);
  return made;
}

/** An instant of a chart in the reader's zone: in full, or as a mark of an axis. */
export const instantText = (atMs: number, format: InstantFormat): string => formatOf(format).format(atMs);

/** An instant of a log line, to the millisecond. `atNs` is epoch nanoseconds in decimal. */
export function logInstantText(atNs: string, format: Pick<InstantFormat, "locale" | "timeZone">): string {
  const atMs = Number(BigInt(atNs) / 1_000_000n);
  const key = `${format.locale}|${format.timeZone}|log`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(format.locale, {
      timeZone: format.timeZone,
      hourCycle: "h23",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
    });
  formats.set(key, known);
  return known.format(atMs);
}
