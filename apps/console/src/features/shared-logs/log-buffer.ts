/** One line on the screen. `key` counts all lines of the stream. */
export interface ShownLine {
  readonly key: number;
  /** The number of its container among those that were opened. */
  readonly target: number;
  readonly at: string;
  readonly text: string;
}

/** The newest lines of a stream, and how many there were before them. */
export interface LogBuffer {
  readonly lines: readonly ShownLine[];
  readonly dropped: number;
}

export const emptyBuffer: LogBuffer = { lines: [], dropped: 0 };

/** More than anybody reads; older lines make room for newer ones, and it is said how many. */
export const MOST_LINES = 5000;
const MOST_CHARS = 4_000_000;

/** Instants of several kubelets sort as text when their fractions have the same length. */
const sortable = (at: string) => at.replace(/(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/, (_, fraction: string = "") => `.${fraction.padEnd(9, "0")}`);

/** The buffer with more lines, those of one arrival in the order of time whichever container wrote them. */
export function withLines(
  { lines, dropped }: LogBuffer,
  added: readonly { readonly target: number; readonly lines: readonly (readonly [string, string])[] }[],
): LogBuffer {
  const arrived = added
    .flatMap(({ target, lines: each }) => each.map(([at, text]) => ({ target, at, text })))
    .sort((a, b) => (sortable(a.at) < sortable(b.at) ? -1 : sortable(a.at) > sortable(b.at) ? 1 : 0));
  const from = dropped + lines.length;
  const all = [...lines, ...arrived.map((line, i) => ({ ...line, key: from + i }))];
  let [first, chars] = [all.length, 0];
  while (first > 0 && all.length - first < MOST_LINES) {
    chars += all[first - 1]?.text.length ?? 0;
    if (chars > MOST_CHARS) break;
    first--;
  }
  return { lines: all.slice(first), dropped: dropped + first };
}

/** The lines that contain a text, whatever the case; all for an empty one. */
export function matching(lines: readonly ShownLine[], text: string): readonly ShownLine[] {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? lines : lines.filter((line) => line.text.toLowerCase().includes(wanted));
}

/** The lines as a file: instant, where it is from, and what was said. */
export const asFile = (lines: readonly ShownLine[], nameOf: (target: number) => string): string =>
  lines.map(({ at, target, text }) => `${at} ${nameOf(target)} ${text}\n`).join("");
