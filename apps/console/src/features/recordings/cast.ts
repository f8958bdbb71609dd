/** One event of a recording: seconds since its beginning, output or a new size, and the text. */
export interface CastEvent {
  readonly at: number;
  readonly kind: "o" | "r";
  readonly text: string;
}

/** A recording that was read. */
export interface Cast {
  readonly columns: number;
  readonly rows: number;
  readonly events: readonly CastEvent[];
  /** In seconds. */
  readonly length: number;
}

const side = (value: unknown, fallback: number): number =>
  typeof value === "number" && Number.isInteger(value) && value >= 2 && value <= 500 ? value : fallback;

function eventOf(line: string): CastEvent[] {
  try {
    const [at, kind, text] = JSON.parse(line) as unknown[];
    if (typeof at !== "number" || typeof text !== "string" || (kind !== "o" && kind !== "r")) return [];
    return [{ at: Math.max(0, at), kind, text }];
  } catch {
    return [];
  }
}

/** Reads asciicast v2. Throws when the header is none; a line that is no event is left out. */
export function readCast(text: string): Cast {
  const [first = "", ...lines] = text.split("\n");
  const header = JSON.parse(first) as { version?: unknown; width?: unknown; height?: unknown };
  if (header.version !== 2) throw new TypeError("not an asciicast of version 2");
  const events = lines.flatMap((line) => (line === "" ? [] : eventOf(line)));
  return { columns: side(header.width, 80), rows: side(header.height, 24), events, length: events.at(-1)?.at ?? 0 };
}

/** The same recording with every pause longer than `mostSeconds` cut to that. */
export function withShortPauses(cast: Cast, mostSeconds: number): Cast {
  let [before, cut] = [0, 0];
  const events = cast.events.map((event) => {
    cut += Math.max(0, event.at - before - mostSeconds);
    before = event.at;
    return { ...event, at: event.at - cut };
  });
  return { ...cast, events, length: events.at(-1)?.at ?? 0 };
}

/** What happens after `from` and up to `to`, in seconds; from the very beginning when `from` is negative. */
export const eventsBetween = ({ events }: Cast, from: number, to: number): readonly CastEvent[] =>
  events.filter(({ at }) => at > from && at <= to);

/** The size that an event of kind `r` says; null when it says none. */
export function sizeOf({ text }: CastEvent): { columns: number; rows: number } | null {
  const [, columns, rows] = /^(\d{1,3})x(\d{1,3})$/.exec(text) ?? [];
  return columns && rows ? { columns: Number(columns), rows: Number(rows) } : null;
}
