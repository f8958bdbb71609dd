import { setImmediate as nextTurn } from "node:timers/promises";
import type { Expression } from "./ast";
import { Budget, type QueryLimits } from "./budget";
import { typeOf, typeWords } from "./check-types";
import { Evaluation, requireDistinct } from "./evaluate";
import { LabelSet } from "./label-set";
import { parsePromql } from "./parse";
import { preload, type QueryBounds } from "./preload";
import { PromqlError } from "./promql-error";
import type { Semantics } from "./semantics";
import type { SeriesSource } from "./series-source";
import type { Vector } from "./value";

/** One line of a result: points are [epoch ms, value]. */
export interface ResultSeries {
  readonly labels: LabelSet;
  readonly points: readonly (readonly [number, number])[];
}

/** What a query yields, in the types of the HTTP API. */
export type QueryResult =
  | { readonly type: "scalar"; readonly atMs: number; readonly value: number }
  | { readonly type: "string"; readonly atMs: number; readonly value: string }
  | { readonly type: "vector"; readonly atMs: number; readonly vector: Vector }
  | { readonly type: "matrix"; readonly series: readonly ResultSeries[] };

/** A window and its resolution. */
export interface QueryRange extends QueryBounds {
  readonly stepMs: number;
}

/** Answers PromQL. Throws `PromqlError`s. */
export interface QueryEngine {
  instant(query: string, atMs: number, timeoutMs?: number): Promise<QueryResult>;
  range(query: string, range: QueryRange, timeoutMs?: number): Promise<QueryResult>;
}

/** The limits of a Prometheus with its default configuration. */
export const defaultLimits: QueryLimits = { maxSamples: 50_000_000, timeoutMs: 120_000 };

/** So long may a query keep the process to itself before others get a turn. */
const TURN_MS = 20;

const byLabels = (a: { labels: LabelSet }, b: { labels: LabelSet }): number => a.labels.compare(b.labels);

function instantResult(expression: Expression, evaluation: Evaluation, atMs: number): QueryResult {
  if (typeOf(expression) === "matrix") {
    const { windows } = evaluation.matrix(expression, atMs);
    const series = windows.map(({ labels, timestamps, values }) => ({
      labels,
      points: Array.from(values, (value, i) => [timestamps[i] as number, value] as const),
    }));
    return { type: "matrix", series: series.sort(byLabels) };
  }
  const value = evaluation.at(expression, atMs);
  if (typeof value === "number") return { type: "scalar", atMs, value };
  if (typeof value === "string") return { type: "string", atMs, value };
  requireDistinct(value);
  return { type: "vector", atMs, vector: value };
}

type Lines = Map<string, { labels: LabelSet; points: [number, number][] }>;

function collect(lines: Lines, value: number | Vector, atMs: number): void {
  const vector = typeof value === "number" ? [{ labels: LabelSet.EMPTY, value }] : value;
  requireDistinct(vector);
  for (const { labels, value: point } of vector) {
    const line = lines.get(labels.key);
    if (line) line.points.push([atMs, point]);
    else lines.set(labels.key, { labels, points: [[atMs, point]] });
  }
}

/** An engine over a source of series. `now` is a monotonic clock in milliseconds, for deadlines. */
export function createQueryEngine(
  source: SeriesSource,
  semantics: Semantics,
  limits: QueryLimits = defaultLimits,
  now: () => number = () => performance.now(),
): QueryEngine {
  const begin = (expression: Expression, bounds: QueryBounds, timeoutMs = limits.timeoutMs) => {
    const budget = new Budget({ ...limits, timeoutMs: Math.min(timeoutMs, limits.timeoutMs) }, now);
    return { budget, evaluation: new Evaluation({ slices: preload(expression, source, bounds, semantics), bounds, semantics, budget }) };
  };
  return {
    async instant(query, atMs, timeoutMs) {
      const expression = parsePromql(query);
      const { evaluation } = begin(expression, { startMs: atMs, endMs: atMs }, timeoutMs);
      return instantResult(expression, evaluation, atMs);
    },
    async range(query, range, timeoutMs) {
      const expression = parsePromql(query);
      const type = typeOf(expression);
      if (type !== "scalar" && type !== "vector") {
        const problem = `invalid expression type "${typeWords(type)}" for range query, must be Scalar or instant Vector`;
        throw new PromqlError("bad_data", problem);
      }
      const { budget, evaluation } = begin(expression, range, timeoutMs);
      const lines: Lines = new Map();
      let turnEndsAt = now() + TURN_MS;
      for (let at = range.startMs; at <= range.endMs; at += range.stepMs) {
        collect(lines, evaluation.at(expression, at) as number | Vector, at);
        budget.checkDeadline();
        if (now() <= turnEndsAt) continue;
        await nextTurn();
        turnEndsAt = now() + TURN_MS;
      }
      return { type: "matrix", series: [...lines.values()].sort(byLabels) };
    },
  };
}
