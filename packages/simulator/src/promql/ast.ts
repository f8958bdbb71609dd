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

export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly value: number;
}

export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
}

export interface VectorSelector extends Node, Shifted {
  readonly kind: "vector";
  readonly matchers: readonly Matcher[];
}

export interface MatrixSelector extends Node {
  readonly kind: "matrix";
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

export interface Subquery extends Node, Shifted {
  readonly kind: "subquery";
  readonly expression: Expression;
  readonly rangeMs: number;
  /** Null: the default resolution. */
  readonly stepMs: number | null;
}

export interface Parenthesised extends Node {
  readonly kind: "paren";
  readonly expression: Expression;
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly operator: "+" | "-";
  readonly expression: Expression;
}

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

export interface Aggregate extends Node {
  readonly kind: "aggregate";
  readonly operator: AggregateOperator;
  readonly parameter: Expression | null;
  readonly expression: Expression;
  readonly without: boolean;
  readonly labels: readonly string[];
}

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
