// Evaluates the metric queries of LogQL. Each log range is read and piped once; steps then only count, and everything above
// a range is PromQL's own arithmetic.
import { applyAggregate, GroupKeys } from "../promql/aggregate";
import type { VectorMatching } from "../promql/ast";
import { applyBinary, MatchKeys } from "../promql/binary";
import { LabelSet } from "../promql/label-set";
import { countUpTo } from "../promql/sample-window";
import type { Element, Vector } from "../promql/value";
import type { MetricAggregate, MetricBinary, MetricQuery, RangeAggregate } from "./ast";
import type { LogEntrySource } from "./log-source";
import { LogqlError } from "./logql-error";
import { pipe } from "./pipeline";

const MATCH_ALL: VectorMatching = { on: false, labels: [], many: null, include: [] };

/** The lines of one series: when, and how many bytes up to and with each. */
interface Counted {
  readonly labels: LabelSet;
  readonly atUs: number[];
  readonly bytesUpTo: number[];
}

function pipelineError(labels: LabelSet): LogqlError {
  const error = labels.get("__error__");
  return new LogqlError(
    [
      `pipeline error: '${error}' for series: '${labels}'.`,
      `Use a label filter to intentionally skip this error. (e.g | __error__!="${error}").`,
      'To skip all potential errors you can match empty errors.(e.g __error__="")',
      'The label filter can also be specified after unwrap. (e.g | unwrap latency | __error__="" )',
      "",
    ].join("\n"),
  );
}

/** What to read of a log range. */
interface RangeReading {
  readonly range: RangeAggregate;
  readonly startMs: number;
  readonly endMs: number;
  /** The labels that the query above asks for; null for all. Every line may have a trace id, and few queries want it. */
  readonly wanted: readonly string[] | null;
}

function readRange({ range, startMs, endMs, wanted }: RangeReading, source: LogEntrySource): Counted[] {
  const { logs, rangeMs, offsetMs } = range;
  const series = new Map<string, Counted>();
  const [fromUs, toUs] = [(startMs - offsetMs - rangeMs) * 1_000 + 1, (endMs - offsetMs) * 1_000 + 1];
  for (const entry of source.entries(logs.matchers, fromUs, toUs, false)) {
    const piped = pipe(logs.stages, entry);
    if (!piped) continue;
    if (piped.labels.has("__error__")) throw pipelineError(LabelSet.from(piped.labels));
    const labels = LabelSet.from(wanted ? wanted.map((name) => [name, piped.labels.get(name) ?? ""] as const) : piped.labels);
    const counted = series.get(labels.key) ?? { labels, atUs: [], bytesUpTo: [] };
    counted.atUs.push(entry.atUs);
    counted.bytesUpTo.push((counted.bytesUpTo.at(-1) ?? 0) + Buffer.byteLength(piped.line));
    series.set(labels.key, counted);
  }
  return [...series.values()];
}

/** One metric query over a window of instants. */
export class MetricEvaluation {
  private readonly ranges = new Map<RangeAggregate, Counted[]>();
  private readonly groups = new Map<MetricAggregate, GroupKeys>();
  private readonly source: LogEntrySource;
  private readonly startMs: number;
  private readonly endMs: number;

  constructor(source: LogEntrySource, startMs: number, endMs: number) {
    this.source = source;
    this.startMs = startMs;
    this.endMs = endMs;
  }

  /** The value at an instant of the window. */
  at(query: MetricQuery, atMs: number): number | Vector {
    if (query.kind === "number") return query.value;
    if (query.kind === "range") return this.range(query, atMs, null);
    if (query.kind === "aggregate") return this.aggregate(query, atMs);
    return this.binary(query, atMs);
  }

  private range(range: RangeAggregate, atMs: number, wanted: readonly string[] | null): Vector {
    const { startMs, endMs } = this;
    const counted = this.ranges.get(range) ?? readRange({ range, startMs, endMs, wanted }, this.source);
    this.ranges.set(range, counted);
    const endUs = (atMs - range.offsetMs) * 1_000;
    const seconds = range.rangeMs / 1_000;
    const answer: Element[] = [];
    for (const { labels, atUs, bytesUpTo } of counted) {
      const [from, to] = [countUpTo(atUs, endUs - range.rangeMs * 1_000), countUpTo(atUs, endUs)];
      if (to <= from) continue;
      const total = range.operation.startsWith("bytes") ? (bytesUpTo[to - 1] as number) - (bytesUpTo[from - 1] ?? 0) : to - from;
      answer.push({ labels, value: range.operation.endsWith("rate") ? total / seconds : total });
    }
    return answer;
  }

  private aggregate(query: MetricAggregate, atMs: number): Vector {
    const { expression, operator, without, labels } = query;
    // A sum of counts is the count of the sum's group: the lines may be grouped at once.
    const isDirect = expression.kind === "range" && operator === "sum" && !without;
    const vector = isDirect ? this.range(expression, atMs, labels) : this.at(expression, atMs);
    if (typeof vector === "number") throw new LogqlError(`parse error : ${query.operator} needs a vector`);
    const keys = this.groups.get(query) ?? new GroupKeys(query);
    this.groups.set(query, keys);
    return applyAggregate(query, vector, query.parameter, keys);
  }

  private binary(query: MetricBinary, atMs: number): number | Vector {
    const [left, right] = [this.at(query.left, atMs), this.at(query.right, atMs)];
    return applyBinary({ ...query, matching: MATCH_ALL }, left, right, new MatchKeys(MATCH_ALL));
  }
}
