// Evaluates a checked expression at one instant after another. It owns the caches that make neighbouring steps cheap
// (groups, match keys, subquery steps) and charges the budget; it never reads the store, which `preload` has done.

import { applyAggregate, GroupKeys } from "./aggregate";
import type { Aggregate, Binary, Call, Expression, MatrixSelector, Subquery, VectorSelector } from "./ast";
import { unwrapped } from "./ast";
import { applyBinary, MatchKeys } from "./binary";
import type { Budget } from "./budget";
import { functionNamed } from "./functions/catalogue";
import type { CallFrame } from "./functions/definition";
import type { LabelSet } from "./label-set";
import { fixedInstant, type QueryBounds } from "./preload";
import { executionError } from "./promql-error";
import { countUpTo, windowOf } from "./sample-window";
import type { Semantics } from "./semantics";
import type { SeriesSlice } from "./series-source";
import type { Element, InstantValue, Matrix, Vector, Window } from "./value";

/** What an evaluation works with. */
export interface EvaluationSetting {
  readonly slices: ReadonlyMap<VectorSelector, readonly SeriesSlice[]>;
  readonly bounds: QueryBounds;
  readonly semantics: Semantics;
  readonly budget: Budget;
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** One query under evaluation. */
export class Evaluation {
  private readonly setting: EvaluationSetting;
  private readonly groups = new Map<Aggregate, GroupKeys>();
  private readonly matches = new Map<Binary, MatchKeys>();
  private readonly subquerySteps = new Map<Subquery, Map<number, Vector>>();

  constructor(setting: EvaluationSetting) {
    this.setting = setting;
  }

  /** The value of an expression that is no matrix. */
  at(expression: Expression, atMs: number): InstantValue {
    switch (expression.kind) {
      case "number":
      case "string":
        return expression.value;
      case "paren":
        return this.at(expression.expression, atMs);
      case "unary":
        return this.negated(expression.operator, this.at(expression.expression, atMs));
      case "vector":
        return this.newest(expression, atMs, (slice, index) => ({ labels: slice.labels, value: slice.values[index] as number }));
      case "aggregate":
        return this.aggregate(expression, atMs);
      case "binary":
        return this.binary(expression, atMs);
      case "call":
        return this.call(expression, atMs);
      default:
        throw executionError("a range vector has no value at an instant");
    }
  }

  /** The windows of a matrix selector or subquery that ends at an instant. */
  matrix(expression: Expression, atMs: number): Matrix {
    const inner = unwrapped(expression);
    if (inner.kind === "matrix") return this.selected(inner, atMs);
    if (inner.kind === "subquery") return this.stepped(inner, atMs);
    throw executionError("expected a range vector");
  }

  vector(expression: Expression, atMs: number): Vector {
    const value = this.at(expression, atMs);
    if (typeof value !== "object") throw executionError("expected an instant vector");
    return value;
  }

  private instant(shifted: Pick<VectorSelector, "at" | "offsetMs">, atMs: number): number {
    return (shifted.at === null ? atMs : fixedInstant(shifted.at, this.setting.bounds)) - shifted.offsetMs;
  }

  private newest(selector: VectorSelector, atMs: number, element: (slice: SeriesSlice, index: number) => Element): Vector {
    const { slices, semantics, budget } = this.setting;
    const instant = this.instant(selector, atMs);
    const oldest = instant - semantics.lookbackMs;
    const answer: Element[] = [];
    for (const slice of slices.get(selector) ?? []) {
      const index = countUpTo(slice.timestamps, instant) - 1;
      if (index < 0 || slice.stale?.[index]) continue;
      const sampledAt = slice.timestamps[index] as number;
      if (sampledAt > oldest || (semantics.ranges === "closed" && sampledAt === oldest)) answer.push(element(slice, index));
    }
    budget.charge(answer.length);
    return answer;
  }

  private selected(matrix: MatrixSelector, atMs: number): Matrix {
    const { slices, semantics, budget } = this.setting;
    const endMs = this.instant(matrix.selector, atMs);
    const startMs = endMs - matrix.rangeMs;
    const windows: Window[] = [];
    for (const slice of slices.get(matrix.selector) ?? []) {
      const window = windowOf(slice, startMs, endMs, semantics.ranges === "closed");
      if (!window) continue;
      budget.charge(window.values.length);
      windows.push(window);
    }
    return { startMs, endMs, windows };
  }

  private stepped(subquery: Subquery, atMs: number): Matrix {
    const { semantics } = this.setting;
    const endMs = this.instant(subquery, atMs);
    const startMs = endMs - subquery.rangeMs;
    const stepMs = subquery.stepMs ?? semantics.defaultStepMs;
    // Steps lie on multiples of the step, whatever the query's own instants: so neighbouring steps share them.
    let at = Math.ceil(startMs / stepMs) * stepMs;
    if (semantics.ranges === "leftOpen" && at === startMs) at += stepMs;
    const series = new Map<string, { labels: LabelSet; timestamps: number[]; values: number[] }>();
    for (; at <= endMs; at += stepMs) {
      for (const { labels, value } of this.subqueryStep(subquery, at)) {
        const window = remembered(series, labels.key, () => ({ labels, timestamps: [], values: [] }));
        window.timestamps.push(at);
        window.values.push(value);
      }
    }
    return { startMs, endMs, windows: [...series.values()] };
  }

  private subqueryStep(subquery: Subquery, atMs: number): Vector {
    const steps = remembered(this.subquerySteps, subquery, () => new Map<number, Vector>());
    const vector = remembered(steps, atMs, () => this.vector(subquery.expression, atMs));
    this.setting.budget.charge(vector.length);
    return vector;
  }

  private negated(operator: "+" | "-", value: InstantValue): InstantValue {
    if (operator === "+" || typeof value === "string") return value;
    return typeof value === "number" ? -value : value.map((each) => ({ labels: each.labels.unnamed, value: -each.value }));
  }

  private aggregate(aggregate: Aggregate, atMs: number): Vector {
    const parameter = aggregate.parameter ? this.at(aggregate.parameter, atMs) : null;
    const keys = remembered(this.groups, aggregate, () => new GroupKeys(aggregate));
    const simple = typeof parameter === "object" ? null : parameter;
    return applyAggregate(aggregate, this.vector(aggregate.expression, atMs), simple, keys);
  }

  private binary(binary: Binary, atMs: number): number | Vector {
    const [left, right] = [this.at(binary.left, atMs), this.at(binary.right, atMs)];
    if (typeof left === "string" || typeof right === "string") throw executionError("strings have no operators");
    return applyBinary(
      binary,
      left,
      right,
      remembered(this.matches, binary, () => new MatchKeys(binary.matching)),
    );
  }

  private call(call: Call, atMs: number): InstantValue {
    const definition = functionNamed(call.name);
    if (!definition) throw executionError(`unknown function ${call.name}`);
    const value = definition.evaluate(this.frame(call, atMs));
    if (typeof value === "object") requireDistinct(value);
    return value;
  }

  private frame({ args }: Call, atMs: number): CallFrame {
    const arg = (index: number): Expression => args[index] as Expression;
    return {
      atMs,
      args,
      semantics: this.setting.semantics,
      scalar: (index) => this.at(arg(index), atMs) as number,
      text: (index) => this.at(arg(index), atMs) as string,
      vector: (index) => this.vector(arg(index), atMs),
      matrix: (index) => this.matrix(arg(index), atMs),
      sampleInstants: (index) => {
        const inner = unwrapped(arg(index));
        const instant = (slice: SeriesSlice, at: number): Element => ({
          labels: slice.labels.unnamed,
          value: (slice.timestamps[at] as number) / 1_000,
        });
        if (inner.kind === "vector") return this.newest(inner, atMs, instant);
        return this.vector(inner, atMs).map(({ labels }) => ({ labels: labels.unnamed, value: atMs / 1_000 }));
      },
    };
  }
}

/** Throws when two elements of a result have the same labels: no reader could tell them apart. */
export function requireDistinct(vector: Vector): void {
  if (vector.length < 2) return;
  const seen = new Set<string>();
  for (const { labels } of vector) {
    if (seen.has(labels.key)) throw executionError("vector cannot contain metrics with the same labelset");
    seen.add(labels.key);
  }
}
