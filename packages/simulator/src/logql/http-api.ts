import { formatNumber } from "../promql/format-number";
import { LabelSet } from "../promql/label-set";
import { PromqlError } from "../promql/promql-error";
import type { Vector } from "../promql/value";
import { type ApiAnswer, type ApiHandler, type ApiRequest, json, text } from "../signals/http-answer";
import type { LogQuery, MetricQuery } from "./ast";
import { runLogQuery } from "./log-query";
import type { LogEntrySource } from "./log-source";
import { LogqlError } from "./logql-error";
import { MetricEvaluation } from "./metric-query";
import { directionParameter, instantUs, limitParameter, stepMs } from "./parameters";
import { parseLogql } from "./parse";

const HOUR_MS = 3_600_000;
const SIX_HOURS_MS = 6 * HOUR_MS;
const MAX_POINTS = 11_000;

/** What the HTTP API of one Loki answers from. `now` is the wall clock in epoch milliseconds. */
export interface LokiSetting {
  readonly source: LogEntrySource;
  readonly now: () => number;
}

const success = (data: unknown): ApiAnswer => json(200, { status: "success", data });
const queried = (resultType: string, result: unknown): ApiAnswer => success({ resultType, result, stats: {} });

function logs(query: LogQuery, { source, now }: LokiSetting, params: URLSearchParams): ApiAnswer {
  const toUs = instantUs(params, "end", now() * 1_000);
  const fromUs = instantUs(params, "start", toUs - HOUR_MS * 1_000);
  if (toUs < fromUs) throw new LogqlError("end timestamp must not be before or equal to start time");
  const window = { fromUs, toUs, limit: limitParameter(params), isBackward: directionParameter(params) === "backward" };
  const streams = runLogQuery(query, source, window).map(({ labels, lines }) => ({
    stream: labels,
    values: lines.map(({ atUs, line }) => [`${atUs}000`, line]),
  }));
  return queried("streams", streams);
}

const sample = (atMs: number, value: number): [number, string] => [atMs / 1_000, formatNumber(value)];

function metricRange(query: MetricQuery, { source, now }: LokiSetting, params: URLSearchParams): ApiAnswer {
  const endMs = instantUs(params, "end", now() * 1_000) / 1_000;
  const startMs = instantUs(params, "start", (endMs - HOUR_MS) * 1_000) / 1_000;
  const step = stepMs(params, startMs, endMs);
  if (endMs < startMs) throw new LogqlError("end timestamp must not be before or equal to start time");
  if ((endMs - startMs) / step > MAX_POINTS)
    throw new LogqlError("exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter");
  // Steps lie on multiples of the step, as Loki aligns them.
  const first = Math.floor(startMs / step) * step;
  const last = Math.ceil(endMs / step) * step;
  const evaluation = new MetricEvaluation(source, first, last);
  const lines = new Map<string, { metric: LabelSet; values: [number, string][] }>();
  for (let at = first; at <= last; at += step) {
    const value = evaluation.at(query, at);
    const vector: Vector = typeof value === "number" ? [{ labels: LabelSet.EMPTY, value }] : value;
    for (const { labels, value: point } of vector) {
      const line = lines.get(labels.key) ?? { metric: labels, values: [] };
      line.values.push(sample(at, point));
      lines.set(labels.key, line);
    }
  }
  return queried(
    "matrix",
    [...lines.values()].sort((a, b) => a.metric.compare(b.metric)),
  );
}

function metricInstant(query: MetricQuery, { source, now }: LokiSetting, params: URLSearchParams): ApiAnswer {
  const atMs = instantUs(params, "time", now() * 1_000) / 1_000;
  const value = new MetricEvaluation(source, atMs, atMs).at(query, atMs);
  if (typeof value === "number") return queried("scalar", sample(atMs, value));
  return queried(
    "vector",
    value.map((each) => ({ metric: each.labels, value: sample(atMs, each.value) })),
  );
}

function query(setting: LokiSetting, { path, params }: ApiRequest): ApiAnswer {
  const parsed = parseLogql(params.get("query") ?? "");
  if (path === "/loki/api/v1/query_range")
    return parsed.kind === "logs" ? logs(parsed, setting, params) : metricRange(parsed, setting, params);
  if (parsed.kind !== "logs") return metricInstant(parsed, setting, params);
  throw new LogqlError("log queries are not supported as an instant query type, please change your query to a range query type");
}

function labels({ source, now }: LokiSetting, params: URLSearchParams): LabelSet[] {
  const toUs = instantUs(params, "end", now() * 1_000);
  const fromUs = instantUs(params, "start", toUs - SIX_HOURS_MS * 1_000);
  const selector = params.get("query") ?? "";
  const parsed = selector === "" ? undefined : parseLogql(selector);
  if (parsed && parsed.kind !== "logs") throw new LogqlError("only label matchers are supported");
  return [...source.streams(parsed?.matchers ?? [], fromUs, toUs)];
}

/** Loki leaves the list out when there is nothing to list. */
const listed = (values: Iterable<string>): ApiAnswer => {
  const distinct = [...new Set(values)].sort();
  return json(200, distinct.length > 0 ? { status: "success", data: distinct } : { status: "success" });
};

function answer(setting: LokiSetting, request: ApiRequest): ApiAnswer {
  const { path, params } = request;
  if (path === "/loki/api/v1/query" || path === "/loki/api/v1/query_range") return query(setting, request);
  if (path === "/loki/api/v1/labels") return listed(labels(setting, params).flatMap((each) => [...each.entries()].map(([name]) => name)));
  const name = /^\/loki\/api\/v1\/label\/([^/]+)\/values$/.exec(path)?.[1];
  if (name === undefined) return text(404, "404 page not found\n");
  return listed(
    labels(setting, params)
      .map((each) => each.get(name))
      .filter((value) => value !== ""),
  );
}

/** The HTTP API of one Loki: the paths that readers use, and its very JSON. What it refuses, it refuses as plain text. */
export function lokiApi(setting: LokiSetting): ApiHandler {
  return async (request) => {
    if (request.path === "/ready") return text(200, "ready\n");
    if (request.method !== "GET" && request.method !== "POST") return text(405, "Method Not Allowed\n");
    try {
      return answer(setting, request);
    } catch (cause) {
      if (cause instanceof LogqlError || cause instanceof PromqlError) return text(400, cause.message);
      throw cause;
    }
  };
}
