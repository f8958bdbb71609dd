import { parser } from "@prometheus-io/lezer-promql";
import type { Expression } from "./ast";
import { checkTypes } from "./check-types";
import { PromqlError } from "./promql-error";
import { Reader } from "./read-tree";
import { syntaxError } from "./syntax-error";

/** Longer texts are refused: they are mistakes or attacks. */
const MAX_LENGTH = 65_536;
/** Deeper trees could exhaust the stack. */
const MAX_DEPTH = 400;

function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of source) {
    if (character === "(" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === ")" || character === "]") depth--;
  }
  return deepest;
}

/** A PromQL query as a checked tree. Throws a `PromqlError` of type `bad_data` with line and column when it is none. */
export function parsePromql(source: string): Expression {
  if (source.length > MAX_LENGTH) throw new PromqlError("bad_data", `the query is longer than ${MAX_LENGTH} characters`, true);
  if (depthOf(source) > MAX_DEPTH) throw new PromqlError("bad_data", `the query is nested deeper than ${MAX_DEPTH} levels`, true);
  const tree = parser.parse(source);
  const error = syntaxError(source, tree);
  if (error) throw error;
  const expression = new Reader(source).expression(tree.topNode);
  checkTypes(source, expression);
  return expression;
}
