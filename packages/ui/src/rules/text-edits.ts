/** A text with a selection in it, in offsets. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What to write over a range of a text, and what is selected afterwards. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
}

const STEP = "  ";

const lineStart = (text: string, at: number) => text.lastIndexOf("\n", at - 1) + 1;
const lineEnd = (text: string, at: number) => {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
};

/** A new line that begins where the one before did, and one step further after what opens a block. */
export function breakLine({ text, start, end }: Selected): TextEdit {
  const line = text.slice(lineStart(text, start), start);
  // The fields of an entry of a list stand below its first field, not below its dash.
  const indent = " ".repeat((/^ *(?:- +)+(?=[^\s:]+:(?:\s|$))/.exec(line) ?? /^ */.exec(line))?.[0].length ?? 0);
  const isOpening = /[:|>-]\s*$/.test(line) && line.trim() !== "---";
  const insert = `\n${indent}${isOpening ? STEP : ""}`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** The selected lines one step further in or out. A blank line is left alone. */
export function shiftLines({ text, start, end }: Selected, direction: "in" | "out"): TextEdit {
  const from = lineStart(text, start);
  // A selection that ends at the start of a line does not mean that line.
  const to = lineEnd(text, end > start && text[end - 1] === "\n" ? end - 1 : end);
  const lines = text.slice(from, to).split("\n");
  const shifted = lines.map((line) => {
    if (direction === "in") return line.trim() === "" ? line : `${STEP}${line}`;
    return line.replace(/^ {1,2}/, "");
  });
  const first = (shifted[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const insert = shifted.join("\n");
  return { from, to, insert, start: Math.max(from, start + first), end: Math.max(from, end + insert.length - (to - from)) };
}

/** The offset of a place that counts lines and columns from 1; the nearest one that is there. */
export function offsetOf(text: string, line: number, column: number): number {
  let from = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf("\n", from);
    if (next === -1) return text.length;
    from = next + 1;
  }
  return Math.min(from + column - 1, lineEnd(text, from));
}
