import { RE2JS } from "re2js";
import type { ComparisonOperator } from "../promql/ast";
import { type Matcher, type MatchOperator, matcher } from "../promql/matcher";
import type { LabelFilter, LineFilter, Stage } from "./ast";
import type { TokenReader } from "./token-reader";
import { bytesOf, secondsOf } from "./units";

const MATCH_OPERATORS: readonly string[] = ["=", "!=", "=~", "!~"];
const COMPARISONS: readonly string[] = ["==", "!=", ">", ">=", "<", "<=", "="];

function checked<T>(tokens: TokenReader, at: number, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw tokens.error(at, (cause as Error).message);
  }
}

/** `{app="x", level=~"a|b"}`; at least one matcher must not match what is empty. */
export function readMatchers(tokens: TokenReader): Matcher[] {
  tokens.expect("{");
  const at = tokens.peek().at;
  const matchers: Matcher[] = [];
  while (!tokens.takeIf("}")) {
    if (matchers.length > 0) tokens.expect(",");
    const name = tokens.word();
    const operator = tokens.peek();
    if (!MATCH_OPERATORS.includes(operator.text)) throw tokens.unexpected("=, !=, =~ or !~");
    tokens.take();
    const value = tokens.string();
    matchers.push(checked(tokens, operator.at, () => matcher(name, operator.text as MatchOperator, value)));
  }
  if (!matchers.some((each) => !each.matches("")))
    throw tokens.error(
      at,
      'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    );
  return matchers;
}

function readLineFilter(tokens: TokenReader): LineFilter {
  const { text: operator, at } = tokens.take();
  const isRegex = operator.endsWith("~");
  const needles: (string | RE2JS)[] = [];
  do {
    const text = tokens.string();
    needles.push(isRegex ? checked(tokens, at, () => RE2JS.compile(text)) : text);
  } while (tokens.takeIf("or"));
  return { kind: "lineFilter", isNegated: operator.startsWith("!"), needles };
}

function readComparison(tokens: TokenReader): LabelFilter {
  if (tokens.takeIf("(")) {
    const inner = readLabelFilter(tokens);
    tokens.expect(")");
    return inner;
  }
  const label = tokens.word();
  const operator = tokens.take();
  const value = tokens.peek();
  if (value.kind === "string") {
    if (!MATCH_OPERATORS.includes(operator.text)) throw tokens.unexpected("=, !=, =~ or !~");
    const text = tokens.string();
    return { kind: "text", matcher: checked(tokens, operator.at, () => matcher(label, operator.text as MatchOperator, text)) };
  }
  if (!COMPARISONS.includes(operator.text)) throw tokens.error(operator.at, `syntax error: unexpected ${operator.text || "$end"}`);
  const comparison = (operator.text === "=" ? "==" : operator.text) as ComparisonOperator;
  tokens.take();
  const [unit, amount] =
    value.kind === "duration"
      ? (["duration", secondsOf(value.text)] as const)
      : value.kind === "bytes"
        ? (["bytes", bytesOf(value.text)] as const)
        : (["number", value.kind === "number" ? Number(value.text) : undefined] as const);
  if (amount === undefined) throw tokens.error(value.at, `syntax error: unexpected ${value.text || "$end"}`);
  return { kind: "numeric", label, operator: comparison, unit, value: amount };
}

function readConjunction(tokens: TokenReader): LabelFilter {
  let left = readComparison(tokens);
  while (tokens.takeIf("and") || tokens.takeIf(",")) left = { kind: "and", left, right: readComparison(tokens) };
  return left;
}

function readLabelFilter(tokens: TokenReader): LabelFilter {
  let left = readConjunction(tokens);
  while (tokens.takeIf("or")) left = { kind: "or", left, right: readConjunction(tokens) };
  return left;
}

/** Splits `a {{.b}} c` into text and label names. Pipes and functions of Go templates are refused, not guessed at. */
function readTemplate(tokens: TokenReader): string[] {
  const { at } = tokens.peek();
  const parts: string[] = [];
  let rest = tokens.string();
  for (let open = rest.indexOf("{{"); open >= 0; open = rest.indexOf("{{")) {
    const close = rest.indexOf("}}", open);
    const label = /^-?\s*\.(\w+)\s*-?$/.exec(rest.slice(open + 2, close))?.[1];
    if (close < 0 || label === undefined) throw tokens.error(at, "invalid line template: only {{.label}} is understood here");
    parts.push(rest.slice(0, open), label);
    rest = rest.slice(close + 2);
  }
  return [...parts, rest];
}

function readNames(tokens: TokenReader): string[] {
  const names = [tokens.word()];
  while (tokens.takeIf(",")) names.push(tokens.word());
  return names;
}

function readPiped(tokens: TokenReader): Stage {
  const { text } = tokens.peek();
  const isFilter = ["=", "!=", "=~", "!~", "==", ">", ">=", "<", "<="].includes(tokens.peek(1).text);
  if (!isFilter && (text === "json" || text === "logfmt")) {
    tokens.take();
    return { kind: text };
  }
  if (!isFilter && text === "line_format") {
    tokens.take();
    return { kind: "lineFormat", template: readTemplate(tokens) };
  }
  if (!isFilter && (text === "drop" || text === "keep")) {
    tokens.take();
    return { kind: text, labels: readNames(tokens) };
  }
  return { kind: "labelFilter", filter: readLabelFilter(tokens) };
}

/** Every stage up to what is none. */
export function readStages(tokens: TokenReader): Stage[] {
  const stages: Stage[] = [];
  for (;;) {
    if (["|=", "|~", "!=", "!~"].includes(tokens.peek().text) && tokens.peek(1).kind === "string") stages.push(readLineFilter(tokens));
    else if (tokens.takeIf("|")) stages.push(readPiped(tokens));
    else return stages;
  }
}
