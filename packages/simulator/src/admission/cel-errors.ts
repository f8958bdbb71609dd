import type { ASTNode, TypeError as CelTypeError, ErrorLocation, ParseError } from "@marcbachmann/cel-js";

/** What a CEL compiler refuses, in the form of the library. */
export type CelCompileError = ParseError | CelTypeError;

const EXPECTED = "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** An error in the words of cel-go, and where it points: an index into the expression. */
interface Finding {
  readonly text: string;
  readonly at: number;
}

const isAstNode = (node: ErrorLocation | ASTNode | undefined): node is ASTNode => node !== undefined && "op" in node && "args" in node;

const rangeOf = (node: unknown) => (node as { range?: { start: number; end: number } } | undefined)?.range;
const quoted = (summary: string): string[] => [...summary.matchAll(/'([^']*)'/g)].map(([, word = ""]) => word);

/** cel-go points at the operator, the library at the whole operation. */
const operatorAt = (expression: string, node: ASTNode, operator: string): number => {
  const [left] = Array.isArray(node.args) ? (node.args as readonly unknown[]) : [];
  const from = rangeOf(left)?.end ?? node.range.start;
  const at = expression.indexOf(operator, from);
  return at < 0 ? node.range.start : at;
};

const overload = (expression: string, summary: string, node: ErrorLocation | ASTNode | undefined, start: number): Finding => {
  const text = summary.replace("no such overload: ", "");
  const unary = /^([!-])(.+)$/.exec(text);
  if (unary) return { text: `found no matching overload for '${unary[1]}_' applied to '(${unary[2]})'`, at: start };
  const [left, operator = "", right] = text.split(/ (?=[^ ]+ [^ ]+$)| (?=[^ ]+$)/);
  const applied = `found no matching overload for '_${operator}_' applied to '(${left}, ${right})'`;
  return { text: applied, at: isAstNode(node) ? operatorAt(expression, node, operator) : start };
};

const callFinding = (expression: string, summary: string, start: number, end: number, knownFunctions: ReadonlySet<string>): Finding => {
  const [signature = ""] = quoted(summary);
  const match = /^(?:(.*)\.)?([A-Za-z_][A-Za-z0-9_]*)\((.*)\)$/.exec(signature);
  const [, receiver, name = "", types = ""] = match ?? [];
  const call = expression.slice(start, end);
  const place = receiver === undefined ? call.indexOf("(") : call.lastIndexOf(`${name}(`) + name.length;
  const at = start + Math.max(0, place);
  if (!knownFunctions.has(name)) return { text: `undeclared reference to '${name}' (in container '')`, at };
  const applied = receiver === undefined ? `(${types})` : `${receiver}.(${types})`;
  return { text: `found no matching overload for '${name}' applied to '${applied}'`, at };
};

const syntaxFinding = (summary: string, at: number): Finding => {
  if (summary.endsWith("EOF")) return { text: `Syntax error: mismatched input '<EOF>' expecting ${EXPECTED}`, at };
  const character = /^Unexpected character: (.)/.exec(summary)?.[1];
  if (character) return { text: `Syntax error: token recognition error at: '${character}'`, at };
  const token = /^Unexpected token: (\S+)/.exec(summary)?.[1];
  return { text: `Syntax error: ${token ? `extraneous input '${token}' expecting <EOF>` : summary}`, at };
};

const findingOf = (expression: string, error: CelCompileError, knownFunctions: ReadonlySet<string>): Finding => {
  const { code, summary, node } = error;
  const { start, end } = error.range ?? { start: 0, end: expression.length };
  const [first = "", second = ""] = quoted(summary);
  switch (code) {
    case "unknown_variable":
      return { text: `undeclared reference to '${summary.replace("Unknown variable: ", "")}' (in container '')`, at: start };
    case "no_such_overload":
      return overload(expression, summary, node, start);
    case "no_matching_overload":
      return callFinding(expression, summary, start, end, knownFunctions);
    case "no_such_key":
      // The dot before the field.
      return { text: `undefined field '${summary.replace("No such key: ", "")}'`, at: start - 1 };
    case "invalid_macro_argument":
      return { text: `invalid argument to ${summary.split("(")[0]}() macro`, at: start };
    case "invalid_logical_operand": {
      const [, right] = isAstNode(node) && Array.isArray(node.args) ? (node.args as readonly unknown[]) : [];
      const type = quoted(summary).at(-1) ?? "";
      return { text: `expected type 'bool' but found '${type}'`, at: rangeOf(right)?.start ?? start };
    }
    case "incompatible_ternary_branches":
      return {
        text: `found no matching overload for '_?_:_' applied to '(bool, ${first}, ${second})'`,
        at: expression.indexOf("?", start),
      };
    case "heterogeneous_list_element":
    case "heterogeneous_map_key":
    case "heterogeneous_map_value":
      return { text: `expected type '${first}' but found '${second}'`, at: start };
    default:
      return error.name === "ParseError" ? syntaxFinding(summary, start) : { text: summary, at: start };
  }
};

/** An error as cel-go prints it: message, line of the expression, and a caret below the place. */
export const compileMessage = (expression: string, error: CelCompileError, knownFunctions: ReadonlySet<string>): string =>
  printed(expression, findingOf(expression, error, knownFunctions));

/** The error for a name that nothing declares. */
export const undeclared = (expression: string, name: string, at: number): string =>
  printed(expression, { text: `undeclared reference to '${name}' (in container '')`, at });

const printed = (expression: string, { text, at }: Finding): string => {
  const before = expression.slice(0, at).split("\n");
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  const shown = expression.split("\n")[line - 1] ?? "";
  return `ERROR: <input>:${line}:${column}: ${text}\n | ${shown}\n | ${".".repeat(column - 1)}^`;
};

/** What went wrong while an expression was evaluated, in the words of cel-go. */
export function evaluationMessage(cause: unknown): string {
  const { code, summary, message } = cause as { code?: string; summary?: string; message?: string };
  const text = summary ?? message ?? String(cause);
  if (code === "no_such_key") return text.replace("No such key", "no such key");
  if (code === "index_out_of_bounds") return `index out of bounds: ${/index (\d+)/.exec(text)?.[1] ?? ""}`;
  if (code === "no_such_overload" || code === "invalid_logical_operand") return "no such overload";
  return text;
}
