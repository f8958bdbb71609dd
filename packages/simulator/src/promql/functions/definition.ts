import type { Expression, ValueType } from "../ast";
import type { Semantics } from "../semantics";
import type { InstantValue, Matrix, Vector } from "../value";

/** One call at one instant: its arguments, evaluated when asked for. The type check has made sure of their types. */
export interface CallFrame {
  readonly atMs: number;
  readonly semantics: Semantics;
  readonly args: readonly Expression[];
  scalar(index: number): number;
  text(index: number): string;
  vector(index: number): Vector;
  matrix(index: number): Matrix;
  /** The argument as a vector of the instants of its samples, in epoch seconds. */
  sampleInstants(index: number): Vector;
}

/** A PromQL function: what it takes, what it yields, and how. */
export interface PromqlFunction {
  readonly args: readonly ValueType[];
  /** How many arguments at the end may be left out. */
  readonly optional?: number;
  /** The last argument may come any number of times. */
  readonly isVariadic?: boolean;
  readonly returns: ValueType;
  evaluate(frame: CallFrame): InstantValue;
}
