/** What is wrong with an expression, and where: an index into it. */
export interface CelIssue {
  readonly at: number;
  readonly text: string;
}

/** Thrown while an expression is read. */
export class CelSyntaxError extends Error {
  constructor(
    readonly at: number,
    text: string,
  ) {
    super(text);
    this.name = "CelSyntaxError";
  }
}

/** Line and column, both from 1, counted in characters as cel-go counts them; -1 and 0 for what is wrong with the whole. */
export function placeOf(expression: string, at: number): { line: number; column: number } {
  if (at < 0) return { line: -1, column: 0 };
  if (expression === "") return { line: 1, column: 0 };
  const before = expression.slice(0, at).split("\n");
  return { line: before.length, column: [...(before.at(-1) ?? "")].length + 1 };
}

/** The issues as cel-go prints them: message, line of the expression, and a caret below the place. */
export function issuesText(expression: string, issues: readonly CelIssue[]): string {
  const lines = expression.split("\n");
  return issues
    .map(({ at, text }) => {
      const { line, column } = placeOf(expression, at);
      if (column === 0) return `ERROR: <input>:${line}:${column}: ${text}`;
      const shown = (lines[line - 1] ?? "").replaceAll("\t", " ");
      return `ERROR: <input>:${line}:${column}: ${text}\n | ${shown}\n | ${".".repeat(column - 1)}^`;
    })
    .join("\n");
}
