import { describe, expect, it } from "vitest";
import { breakLine, offsetOf, type Selected, shiftLines, type TextEdit } from "./text-edits";

/** `|` is the caret, or two of them the selection. */
function marked(written: string): Selected {
  const start = written.indexOf("|");
  const end = written.lastIndexOf("|");
  return { text: written.replaceAll("|", ""), start, end: end === start ? start : end - 1 };
}
function after(written: string, edit: (selected: Selected) => TextEdit): string {
  const selected = marked(written);
  const { from, to, insert, start, end } = edit(selected);
  const text = selected.text.slice(0, from) + insert + selected.text.slice(to);
  return end === start
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;
}

describe("writing YAML", () => {
  it.each([
    ["  name: x|", "  name: x\n  |"],
    ["spec:|", "spec:\n  |"],
    ["  expression: >-|", "  expression: >-\n    |"],
    ["---|", "---\n|"],
    ["a: x|b|c", "a: x\n|c"],
    ["  - name: x|", "  - name: x\n    |"],
    ["  - x|", "  - x\n  |"],
  ])("a new line after %j keeps the indentation", (before, expected) => {
    expect(after(before, breakLine)).toBe(expected);
  });

  it("moves the selected lines in and out, and nothing else", () => {
    expect(after("a:\n|b:\n\nc|:\nd:", (selected) => shiftLines(selected, "in"))).toBe("a:\n  |b:\n\n  c|:\nd:");
    expect(after("a:\n  b:\n    |c:", (selected) => shiftLines(selected, "out"))).toBe("a:\n  b:\n  |c:");
    expect(after("|a", (selected) => shiftLines(selected, "out"))).toBe("|a");
    expect(after("|a:\n|b:", (selected) => shiftLines(selected, "in"))).toBe("  |a:\n|b:");
  });
});

describe("a place in a text", () => {
  it.each([
    [1, 1, 0],
    [2, 3, 5],
    [2, 99, 6],
    [9, 1, 6],
  ])("line %i, column %i is the offset %i", (line, column, expected) => {
    expect(offsetOf("ab\ncde", line, column)).toBe(expected);
  });
});
