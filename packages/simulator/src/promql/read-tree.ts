// Turns lezer's concrete tree into ours. Lezer folds a sign into a number (`-1 ^ 2` arrives as `(-1) ^ 2`) and knows
// experimental syntax that we do not evaluate; both are settled here, so that nothing behind has to know of lezer.
import type { SyntaxNode } from "@lezer/common";
import {
  type Aggregate,
  type AtModifier,
  aggregateOperators,
  type Binary,
  type BinaryOperator,
  type Expression,
  type Subquery,
  type VectorMatching,
  type VectorSelector,
} from "./ast";
import { METRIC_NAME } from "./label-set";
import { durationMs, numberOf, unquote } from "./literals";
import { type Matcher, type MatchOperator, matcher } from "./matcher";
import { parseError } from "./promql-error";

/** Lezer lets a string run to the end of the text. */
const WHOLE_STRING = /^(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`)$/;
const UNKNOWN_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\([^abfnrtv\\"'xuU0-7])/;
const MISPLACED_MODIFIER = "must be preceded by an instant vector selector or range vector selector or a subquery";

/** The children of a node; comments are no part of the tree's meaning. */
function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== "LineComment") children.push(child);
  return children;
}

/** Lezer binds a sign tighter than a modifier and a power, Prometheus binds it looser: so they move below the sign. */
function beneathSign(expression: Expression, change: (operand: Expression) => Expression): Expression {
  if (expression.kind !== "unary") return change(expression);
  return { ...expression, expression: beneathSign(expression.expression, change) };
}

/** A signed number as the sign of a number. */
function unfolded(literal: Expression, text: string): Expression {
  if (literal.kind !== "number" || !/^[+-]/.test(text)) return literal;
  const operator = text.startsWith("-") ? "-" : "+";
  const expression: Expression = { ...literal, value: operator === "-" ? -literal.value : literal.value };
  return { kind: "unary", from: literal.from, operator, expression };
}

/** Reads the nodes of one query's tree, which must be free of error nodes. */
export class Reader {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  expression(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const from = node.from;
    switch (node.name) {
      case "PromQL":
        return this.expression(this.nth(children, 0));
      case "ParenExpr":
        return { kind: "paren", from, expression: this.expression(this.nth(children, 0)) };
      case "NumberDurationLiteral":
        return { kind: "number", from, value: numberOf(this.text(node)) };
      case "StringLiteral":
        return { kind: "string", from, value: this.string(node) };
      case "UnaryExpr": {
        const operator = this.text(this.nth(children, 0)) === "-" ? "-" : "+";
        return { kind: "unary", from, operator, expression: this.expression(this.nth(children, 1)) };
      }
      case "VectorSelector":
        return this.vector(node);
      case "MatrixSelector":
        return this.matrix(children);
      case "SubqueryExpr":
        return this.subquery(node, children);
      case "OffsetExpr":
        return this.offset(node, children);
      case "StepInvariantExpr":
        return this.at(node, children);
      case "AggregateExpr":
        return this.aggregate(node);
      case "BinaryExpr":
        return this.binary(node, children);
      case "FunctionCall": {
        const name = this.text(this.nth(children, 0));
        const body = node.getChild("FunctionCallBody");
        return { kind: "call", from, name, args: body ? childrenOf(body).map((each) => this.expression(each)) : [] };
      }
      default:
        throw this.error(node, `unexpected ${JSON.stringify(this.text(node))}`);
    }
  }

  private text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  private error(at: SyntaxNode | number, message: string) {
    return parseError(this.source, typeof at === "number" ? at : at.from, message);
  }

  private nth(children: readonly SyntaxNode[], index: number): SyntaxNode {
    const child = children[index];
    if (!child) throw this.error(this.source.length, "unexpected end of input");
    return child;
  }

  private string(node: SyntaxNode): string {
    const text = this.text(node);
    if (!WHOLE_STRING.test(text)) throw this.error(node, "unterminated quoted string");
    const letter = text.startsWith("`") ? undefined : UNKNOWN_ESCAPE.exec(text)?.[1];
    if (letter === undefined) return unquote(text);
    const code = (letter.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
    throw this.error(node, `unknown escape sequence U+${code} '${letter}'`);
  }

  private duration(node: SyntaxNode): number {
    const text = this.text(node);
    const sign = text.startsWith("-") ? -1 : 1;
    const magnitude = text.replace(/^[+-]\s*/, "");
    if (/^[\d.]+$/.test(magnitude)) return sign * Number(magnitude) * 1_000;
    const ms = durationMs(magnitude);
    if (ms === undefined) throw this.error(node, `bad duration syntax: ${JSON.stringify(text)}`);
    return sign * ms;
  }

  private vector(node: SyntaxNode): VectorSelector {
    const matchers: Matcher[] = [];
    const identifier = node.getChild("Identifier");
    for (const each of node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? []) matchers.push(this.matcher(each));
    for (const each of node.getChild("LabelMatchers")?.getChildren("QuotedLabelMatcher") ?? []) matchers.push(this.matcher(each));
    const quoted = node.getChild("LabelMatchers")?.getChild("QuotedLabelName");
    const name = identifier ? this.text(identifier) : quoted ? unquote(this.text(quoted)) : undefined;
    if (name !== undefined && matchers.some((each) => each.name === METRIC_NAME && each.operator === "="))
      throw this.error(node, `metric name must not be set twice: ${JSON.stringify(name)} or ${JSON.stringify(name)}`);
    if (name !== undefined) matchers.unshift(matcher(METRIC_NAME, "=", name));
    if (!matchers.some((each) => !each.matches(""))) throw this.error(node, "vector selector must contain at least one non-empty matcher");
    return { kind: "vector", from: node.from, matchers, offsetMs: 0, at: null };
  }

  private matcher(node: SyntaxNode): Matcher {
    const [label, operator, value] = childrenOf(node) as [SyntaxNode, SyntaxNode, SyntaxNode];
    const name = label.name === "LabelName" ? this.text(label) : unquote(this.text(label));
    try {
      return matcher(name, this.text(operator) as MatchOperator, this.string(value));
    } catch (cause) {
      if (cause instanceof Error && cause.name === "PromqlError") throw cause;
      throw this.error(node, (cause as Error).message);
    }
  }

  private matrix(children: readonly SyntaxNode[]): Expression {
    const range = this.nth(children, 1);
    const rangeMs = this.range(range);
    return beneathSign(this.expression(this.nth(children, 0)), (selector) => {
      if (selector.kind !== "vector") throw this.error(range.from - 1, "ranges only allowed for vector selectors");
      if (selector.offsetMs !== 0 || selector.at)
        throw this.error(range.from - 1, `no ${selector.at ? "@" : "offset"} modifiers allowed before range`);
      return { kind: "matrix", from: selector.from, selector, rangeMs };
    });
  }

  private range(node: SyntaxNode): number {
    const rangeMs = this.duration(node);
    if (rangeMs <= 0) throw this.error(node, "duration must be greater than 0");
    return rangeMs;
  }

  private subquery(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
    const [range, step] = node.getChildren("DurationExpr");
    const rangeMs = this.range(this.nth(range ? [range] : [], 0));
    const stepMs = step ? this.range(step) : null;
    return beneathSign(this.expression(this.nth(children, 0)), (expression) => {
      return { kind: "subquery", from: expression.from, expression, rangeMs, stepMs, offsetMs: 0, at: null };
    });
  }

  private offset(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
    const offsetMs = this.duration(this.nth(children, children.length - 1));
    return this.shifted(node, children, "offset modifier", (target) => {
      if (target.offsetMs !== 0) throw this.error(node, "offset may not be set multiple times");
      return { offsetMs };
    });
  }

  private at(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
    const preprocessor = node.getChild("AtModifierPreprocessors");
    const at: AtModifier = preprocessor
      ? (this.text(preprocessor).toLowerCase().replace(/\W+$/, "") as "start" | "end")
      : { atMs: Math.round(numberOf(this.text(this.nth(children, children.length - 1))) * 1_000) };
    if (typeof at === "object" && !Number.isFinite(at.atMs))
      throw this.error(node, "timestamp out of bounds for @ modifier: the instant must be finite");
    return this.shifted(node, children, "@ modifier", (target) => {
      if (target.at) throw this.error(node, "@ <timestamp> may not be set multiple times");
      return { at };
    });
  }

  private shifted(
    node: SyntaxNode,
    children: readonly SyntaxNode[],
    modifier: string,
    change: (target: VectorSelector | Subquery) => Partial<Pick<VectorSelector, "offsetMs" | "at">>,
  ): Expression {
    return beneathSign(this.expression(this.nth(children, 0)), (target) => {
      if (target.kind === "matrix") return { ...target, selector: { ...target.selector, ...change(target.selector) } };
      if (target.kind === "vector" || target.kind === "subquery") return { ...target, ...change(target) };
      throw this.error(node, `${modifier} ${MISPLACED_MODIFIER}`);
    });
  }

  private labels(node: SyntaxNode | null | undefined): string[] {
    return (node ? childrenOf(node) : [])
      .filter((each) => each.name === "LabelName" || each.name === "QuotedLabelName")
      .map((each) => (each.name === "LabelName" ? this.text(each) : unquote(this.text(each))));
  }

  private aggregate(node: SyntaxNode): Aggregate {
    const word = this.text(node.getChild("AggregateOp") as SyntaxNode).toLowerCase();
    const operator = aggregateOperators.find((each) => each === word);
    if (!operator) throw this.error(node, `${word}() is experimental and is not enabled`);
    const modifier = node.getChild("AggregateModifier");
    const args = childrenOf(node.getChild("FunctionCallBody") as SyntaxNode).map((each) => this.expression(each));
    const expected = ["topk", "bottomk", "quantile", "count_values"].includes(operator) ? 2 : 1;
    const expression = args.at(-1);
    if (args.length !== expected || !expression) {
      const problem = args.length === 0 ? "no arguments for aggregate expression provided" : undefined;
      const wrong = `wrong number of arguments for aggregate expression provided, expected ${expected}, got ${args.length}`;
      throw this.error(node, problem ?? wrong);
    }
    const without = modifier?.getChild("Without") != null;
    const labels = this.labels(modifier?.getChild("GroupingLabels"));
    return {
      kind: "aggregate",
      from: node.from,
      operator,
      parameter: expected === 2 ? (args[0] ?? null) : null,
      expression,
      without,
      labels,
    };
  }

  private binary(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
    if (node.getChild("FillModifier")) throw this.error(node, "fill modifiers are experimental and are not enabled");
    const operatorNode = this.nth(children, 1);
    const binary: Omit<Binary, "left"> = {
      kind: "binary",
      from: node.from,
      operator: this.text(operatorNode).toLowerCase() as BinaryOperator,
      operatorAt: operatorNode.from,
      returnsBool: node.getChild("BoolModifier") !== null,
      matching: this.matching(node.getChild("MatchingModifierClause")),
      right: this.expression(this.nth(children, children.length - 1)),
    };
    const left = this.expression(this.nth(children, 0));
    if (binary.operator !== "^") return { ...binary, left };
    return beneathSign(unfolded(left, this.text(this.nth(children, 0))), (base) => ({ ...binary, left: base }));
  }

  private matching(node: SyntaxNode | null): VectorMatching {
    const [labels, include] = node?.getChildren("GroupingLabels") ?? [];
    const many = node?.getChild("GroupLeft") ? "left" : node?.getChild("GroupRight") ? "right" : null;
    return { on: node?.getChild("On") != null, labels: this.labels(labels), many, include: this.labels(include) };
  }
}
