import type { LogLine } from "@holdfast/contracts/queries/pod-logs";
import { scrub } from "@holdfast/domain/secret/scrub";

const LONGEST_LINE = 8192;
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/;

/** An instant in a form that sorts as text, whatever number of digits a kubelet wrote. Kubelets of one node write one zone. */
const sortable = (instant: string): string => {
  const [, seconds = "", fraction = ""] = STAMP.exec(instant) ?? [];
  return `${seconds}.${fraction.padEnd(9, "0")}`;
};

/** The whole second of an instant: the API server takes no smaller one to begin from. */
export const wholeSecond = (instant: string): string => instant.replace(/\.\d+/, "");

/**
 * The lines of a log that was read with timestamps. Those up to `after` were told before and are left out; the last one is left out
 * when the text was cut in the middle of it.
 */
export function logLines(text: string, after: string | null, isCut: boolean): LogLine[] {
  const raw = text.split("\n");
  // What follows the last newline is nothing, or a torn line.
  const last = raw.pop() ?? "";
  // A line that is longer than all that may be read is told as far as it goes, or nobody would ever get behind it.
  if (last !== "" && (!isCut || raw.length === 0)) raw.push(last);
  const from = after === null ? "" : sortable(after);
  const lines: LogLine[] = [];
  for (const line of raw) {
    const stamp = STAMP.exec(line);
    if (!stamp) continue;
    const at = stamp[0].trimEnd();
    if (from !== "" && sortable(at) <= from) continue;
    const said = scrub(line.slice(stamp[0].length));
    lines.push([at, said.length > LONGEST_LINE ? `${said.slice(0, LONGEST_LINE)}…` : said]);
  }
  return lines;
}
