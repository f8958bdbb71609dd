import type { ArithmeticOperator, BinaryOperator, ComparisonOperator, SetOperator } from "./ast";

/** A power as Go computes it: one to anything, and minus one to an infinity, is one. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}

const arithmetic: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "^": power,
  atan2: Math.atan2,
};

const comparisons: Readonly<Record<ComparisonOperator, (left: number, right: number) => boolean>> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** True for the operators that filter, or say 0 or 1 with `bool`. */
export const isComparison = (operator: BinaryOperator): operator is ComparisonOperator => operator in comparisons;

/** True for `and`, `or`, `unless`. */
export const isSetOperator = (operator: BinaryOperator): operator is SetOperator => ["and", "or", "unless"].includes(operator);

/** The result of an arithmetic operator. */
export const calculate = (operator: ArithmeticOperator, left: number, right: number): number => arithmetic[operator](left, right);

/** The verdict of a comparison. */
export const compare = (operator: ComparisonOperator, left: number, right: number): boolean => comparisons[operator](left, right);
