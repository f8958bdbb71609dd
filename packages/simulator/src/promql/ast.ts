import type { Matcher } from "./matcher";

/** What an expression yields, in Prometheus' own words. */
export type ValueType = "scalar" | "string" | "vector" | "matrix";

/** A fixed instant: an epoch in milliseconds, or an end of the query's own range. */
export type AtModifier = { readonly atMs: number } | "start" | "end";

interface Node {
  /** Offset of the expression in the query. */
  readonly from: number;
}

interface Shifted {
  readonly offsetMs: number;
  readonly at: AtModifier | null;
}

/** A number. */
export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly value: number;
}

/** A text, without its quotes. */
export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
}

/** The newest samples of the series that match. */
export interface VectorSelector extends Node, Shifted {
  readonly kind: "vector";
  readonly matchers: readonly Matcher[];
}

/** All samples of a range of the series that match. */
export interface MatrixSelector extends Node {
  readonly kind: "matrix";
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

/** An expression evaluated again and again over a range. */
export interface Subquery extends Node, Shifted {
  readonly kind: "subquery";
  readonly expression: Expression;
  readonly rangeMs: number;
  /** Null: the default resolution. */
  readonly stepMs: number | null;
}

/** An expression in parentheses. */
export interface Parenthesised extends Node {
  readonly kind: "paren";
  readonly expression: Expression;
}

/** A sign before an expression. */
export interface Unary extends Node {
  readonly kind: "unary";
  readonly operator: "+" | "-";
  readonly expression: Expression;
}

/** The operators, by what they yield: a number, a verdict, or a choice of elements. */
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "^" | "atan2";
export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type SetOperator = "and" | "or" | "unless";
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

/** How the elements of two vectors find each other. `many` names the side that may have several for one of the other. */
export interface VectorMatching {
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly many: "left" | "right" | null;
  readonly include: readonly string[];
}

/** An operator between two expressions. */
export interface Binary extends Node {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  /** Offset of the operator in the query. */
  readonly operatorAt: number;
  readonly returnsBool: boolean;
  readonly matching: VectorMatching;
  readonly left: Expression;
  readonly right: Expression;
}

/** The aggregations that are evaluated here: all that are not experimental. */
export const aggregateOperators = [
  "sum",
  "avg",
  "min",
  "max",
  "count",
  "group",
  "stddev",
  "stdvar",
  "topk",
  "bottomk",
  "quantile",
  "count_values",
] as const;
export type AggregateOperator = (typeof aggregateOperators)[number];

/** An aggregation over groups of a vector's elements. */
export interface Aggregate extends Node {
  readonly kind: "aggregate";
  readonly operator: AggregateOperator;
  readonly parameter: Expression | null;
  readonly expression: Expression;
  readonly without: boolean;
  readonly labels: readonly string[];
}

/** A call of a function. */
export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
}

/** A parsed query. */
export type Expression =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Parenthesised
  | Unary
  | Binary
  | Aggregate
  | Call;

/** The expression inside any number of parentheses. */
export function unwrapped(expression: Expression): Expression {
  return expression.kind === "paren" ? unwrapped(expression.expression) : expression;
}

/** The expressions directly inside one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "matrix":
      return [expression.selector];
    case "paren":
    case "unary":
    case "subquery":
      return [expression.expression];
    case "aggregate":
      return expression.parameter ? [expression.parameter, expression.expression] : [expression.expression];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.args;
    default:
      return [];
  }
}
