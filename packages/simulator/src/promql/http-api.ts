import { type ApiAnswer, type ApiHandler, type ApiRequest, json, text } from "../signals/http-answer";
import { formatNumber } from "./format-number";
import type { LabelSet } from "./label-set";
import type { Matcher } from "./matcher";
import { parsePromql } from "./parse";
import { PromqlError, type PromqlErrorType } from "./promql-error";
import type { QueryEngine, QueryResult } from "./query-engine";
import type { SeriesSource } from "./series-source";
import { durationParameter, invalidParameter, timeParameter } from "./time-parameters";

/** More points than this in one line are refused, as by Prometheus. */
const MAX_POINTS = 11_000;

const STATUS: Readonly<Record<PromqlErrorType, number>> = { bad_data: 400, execution: 422, timeout: 503, canceled: 499 };

/** What may be asked with a form in the body. */
const POSTABLE: readonly string[] = ["/api/v1/query", "/api/v1/query_range", "/api/v1/series", "/api/v1/labels"];

/** What a metric is, for `/api/v1/metadata`. */
export interface MetricMetadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

/** What the HTTP API of one Prometheus answers from. `now` is the wall clock in epoch milliseconds. */
export interface PrometheusSetting {
  readonly engine: QueryEngine;
  readonly source: SeriesSource;
  readonly metadata: () => Readonly<Record<string, readonly MetricMetadata[]>>;
  readonly now: () => number;
}

const success = (data: unknown): ApiAnswer => json(200, { status: "success", data });
const failure = ({ type, message }: PromqlError): ApiAnswer => json(STATUS[type], { status: "error", errorType: type, error: message });

const sample = (atMs: number, value: number | string): [number, string] => [
  atMs / 1_000,
  typeof value === "number" ? formatNumber(value) : value,
];

function body(result: QueryResult): ApiAnswer {
  if (result.type === "scalar" || result.type === "string")
    return success({ resultType: result.type, result: sample(result.atMs, result.value) });
  if (result.type === "vector") {
    const elements = result.vector.map(({ labels, value }) => ({ metric: labels, value: sample(result.atMs, value) }));
    return success({ resultType: "vector", result: elements });
  }
  const lines = result.series.map(({ labels, points }) => ({ metric: labels, values: points.map(([at, value]) => sample(at, value)) }));
  return success({ resultType: "matrix", result: lines });
}

/** Prometheus says which parameter a text error belongs to. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PromqlError && cause.type === "bad_data" && cause.isText) throw invalidParameter("query", cause.message);
    throw cause;
  }
}

function instant({ engine, now }: PrometheusSetting, params: URLSearchParams): Promise<QueryResult> {
  const atMs = timeParameter(params, "time", now());
  const timeoutMs = durationParameter(params, "timeout");
  return named(() => engine.instant(params.get("query") ?? "", atMs, timeoutMs));
}

function range({ engine }: PrometheusSetting, params: URLSearchParams): Promise<QueryResult> {
  const startMs = timeParameter(params, "start");
  const endMs = timeParameter(params, "end");
  if (endMs < startMs) throw invalidParameter("end", "end timestamp must not be before start time");
  const stepMs = durationParameter(params, "step");
  if (stepMs === undefined) throw invalidParameter("step", 'cannot parse "" to a valid duration');
  if (stepMs <= 0) throw invalidParameter("step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
  if ((endMs - startMs) / stepMs > MAX_POINTS) {
    const problem = "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)";
    throw new PromqlError("bad_data", problem);
  }
  const timeoutMs = durationParameter(params, "timeout");
  return named(() => engine.range(params.get("query") ?? "", { startMs, endMs, stepMs: Math.max(1, Math.round(stepMs)) }, timeoutMs));
}

function selectors(params: URLSearchParams): (readonly Matcher[])[] {
  return params.getAll("match[]").map((each) => {
    if (each.replaceAll(/\s/g, "") === "{}") throw invalidParameter("match[]", "match[] must contain at least one non-empty matcher");
    const expression = parsePromql(each);
    if (expression.kind !== "vector") throw invalidParameter("match[]", `expected a series selector, got ${JSON.stringify(each)}`);
    return expression.matchers;
  });
}

function found({ source, now }: PrometheusSetting, params: URLSearchParams, whenUnnamed: readonly (readonly Matcher[])[]): LabelSet[] {
  const fromMs = timeParameter(params, "start", 0);
  const toMs = timeParameter(params, "end", now());
  if (toMs < fromMs) throw invalidParameter("end", "end timestamp must not be before start time");
  const wanted = selectors(params);
  const sets = (wanted.length > 0 ? wanted : whenUnnamed).flatMap((matchers) => [...source.labelSets(matchers, fromMs, toMs)]);
  return [...new Map(sets.map((labels) => [labels.key, labels])).values()].sort((a, b) => a.compare(b));
}

const limited = (values: readonly string[], params: URLSearchParams): readonly string[] => {
  const limit = Number(params.get("limit") ?? 0);
  return limit > 0 ? values.slice(0, limit) : values;
};

const distinct = (values: Iterable<string>): string[] => [...new Set(values)].sort();

async function answer(setting: PrometheusSetting, { path, params }: ApiRequest): Promise<ApiAnswer> {
  if (path === "/api/v1/query") return body(await instant(setting, params));
  if (path === "/api/v1/query_range") return body(await range(setting, params));
  if (path === "/api/v1/series") {
    if (params.getAll("match[]").length === 0) throw new PromqlError("bad_data", "no match[] parameter provided");
    return success(found(setting, params, []));
  }
  if (path === "/api/v1/labels") {
    const names = found(setting, params, [[]]).flatMap((labels) => [...labels.entries()].map(([name]) => name));
    return success(limited(distinct(names), params));
  }
  if (path === "/api/v1/metadata") {
    const metric = params.get("metric");
    const known = setting.metadata();
    return success(metric === null ? known : Object.hasOwn(known, metric) ? { [metric]: known[metric] } : {});
  }
  const label = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path)?.[1];
  if (label === undefined) return text(404, "404 page not found\n");
  if (!/^[A-Za-z_]\w*$/.test(label)) throw new PromqlError("bad_data", `invalid label name: ${JSON.stringify(label)}`);
  const values = found(setting, params, [[]]).map((labels) => labels.get(label));
  return success(limited(distinct(values.filter((value) => value !== "")), params));
}

/** The HTTP API of one Prometheus: the paths that readers use, and its very JSON. */
export function prometheusApi(setting: PrometheusSetting): ApiHandler {
  return async (request) => {
    if (request.path === "/-/healthy") return text(200, "Prometheus Server is Healthy.\n");
    if (request.path === "/-/ready") return text(200, "Prometheus Server is Ready.\n");
    const isPostable = request.method === "POST" && POSTABLE.includes(request.path);
    if (request.method !== "GET" && !isPostable) return text(405, "Method Not Allowed\n");
    try {
      return await answer(setting, request);
    } catch (cause) {
      if (cause instanceof PromqlError) return failure(cause);
      throw cause;
    }
  };
}
