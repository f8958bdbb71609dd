import type { LogLine } from "@holdfast/contracts/signals";
import type { StatusMarkProps } from "@holdfast/ui/status-mark";

// The names under which libraries write it, and the header of the W3C with its version before the id.
const TRACE = /(?:trace[_.-]?id|traceparent)["']?\s*[:=]\s*["']?(?:00-)?([0-9a-f]{32}|[0-9a-f]{16})(?![0-9a-f])/i;

/** The trace that a line belongs to, if it says so. */
export const traceIdOf = (line: string): string | null => TRACE.exec(line)?.[1]?.toLowerCase() ?? null;

/** A line of a list, with a key of its own: sources may hold the same line at the same nanosecond twice. */
export interface KeyedLine extends LogLine {
  readonly key: string;
  readonly traceId: string | null;
}

/** Gives each line a key that stays the same when the source is asked again. */
export function keyedLines(lines: readonly LogLine[]): KeyedLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const stem = `${line.atNs}.${line.clusterId.slice(-6)}.${line.pod}`;
    const count = seen.get(stem) ?? 0;
    seen.set(stem, count + 1);
    return { ...line, key: count === 0 ? stem : `${stem}.${count}`, traceId: traceIdOf(line.line) };
  });
}

const levels: Readonly<Record<string, Pick<StatusMarkProps, "tone" | "shape">>> = {
  panic: { tone: "bad", shape: "triangle" },
  fatal: { tone: "bad", shape: "triangle" },
  error: { tone: "bad", shape: "cross" },
  warn: { tone: "caution", shape: "diamond" },
  info: { tone: "idle", shape: "ring" },
  debug: { tone: "idle", shape: "dash" },
  trace: { tone: "idle", shape: "dash" },
};

/** How a level is drawn; a word that no library uses is drawn as nothing in particular. */
export const levelMark = (level: string): Pick<StatusMarkProps, "tone" | "shape"> =>
  (Object.hasOwn(levels, level) ? levels[level] : undefined) ?? { tone: "idle", shape: "ring" };

/** A line for reading: JSON in lines of its own, anything else as it is. */
export function readableLine(line: string): string {
  if (!/^\s*[[{]/.test(line)) return line;
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
}

/** What stands in columns of its own, or says the same as the line's own time. */
const TOLD = new Set(["time", "ts", "timestamp", "@timestamp", "level", "severity", "lvl"]);
const MESSAGES = ["msg", "message", "event", "error"];

const fieldText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** A line in short: of a JSON object its message and then its fields, of anything else the line. The whole line is one press away. */
export function shortLine(line: string): string {
  if (!/^\s*\{/.test(line)) return line;
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof fields !== "object" || fields === null) return line;
  const entries = Object.entries(fields).filter(([name]) => !TOLD.has(name));
  const message = MESSAGES.find((name) => entries.some(([each, value]) => each === name && typeof value === "string"));
  const told = entries.filter(([name]) => name === message).map(([, value]) => fieldText(value));
  const others = entries.filter(([name]) => name !== message).map(([name, value]) => `${name}=${fieldText(value)}`);
  return [...told, ...others].join("  ");
}

/** A LogQL query for all lines that hold a text. Backquotes would end LogQL's raw strings, so the text is quoted as JSON is. */
export const linesHolding = (text: string): string => `{namespace=~".+"} |= ${JSON.stringify(text)}`;
