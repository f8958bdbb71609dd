import { pathOf } from "./request-trace";
import type { SampledRequest } from "./sampled-request";

/** A line and its level. */
export interface Line {
  readonly level: "info" | "warn" | "error";
  readonly text: string;
}

const DETAILS: Readonly<Record<string, string>> = {
  UF: "upstream_reset_before_response_started{connection_timeout}",
  UH: "no_healthy_upstream",
  UO: "overflow",
  UT: "response_timeout",
};

/** The gateway's access log, in Envoy's default text. */
export function gatewayLine(request: SampledRequest): Line {
  const { outcome, operation, durationMs, flow, pod, traceId, subject, atMs } = request;
  const details = DETAILS[outcome.flags] ?? "via_upstream";
  const upstream = pod ? `"${pod.ip || "10.0.0.1"}:8080"` : '"-"';
  const took = Math.round(durationMs);
  const target = `outbound|8080||${flow.service}.${flow.application.namespace}.svc.cluster.local`;
  const requestId = `${traceId.slice(0, 8)}-${traceId.slice(8, 12)}-${traceId.slice(12, 16)}-${traceId.slice(16, 20)}-${traceId.slice(20)}`;
  const head = `[${new Date(atMs).toISOString()}] "${operation.method} ${pathOf(request)} HTTP/1.1" ${outcome.code} ${outcome.flags} ${details}`;
  const sizes = `- "-" ${operation.method === "POST" ? 512 : 0} ${outcome.code === 200 ? 180 + (subject % 900) : 91} ${took} ${Math.max(0, took - 1)}`;
  return {
    level: outcome.code >= 500 ? "error" : "info",
    text: `${head} ${sizes} "-" "bank-app/5.2" "${requestId}" "${flow.service}" ${upstream} ${target} ${flow.destination} trace_id=${traceId}`,
  };
}

/** What the service itself says, as JSON; undefined when it never saw the request. */
export function serviceLine(request: SampledRequest): Line | undefined {
  const { outcome, operation, durationMs, traceId, subject, atMs, flow } = request;
  if (!outcome.reachesPod) return undefined;
  const hasFailed = outcome.code >= 500;
  const isSlow = !hasFailed && durationMs > 250;
  const level = hasFailed ? "error" : isSlow ? "warn" : "info";
  const message = hasFailed
    ? `${operation.name} failed: statement timeout`
    : isSlow
      ? `${operation.name} was slow`
      : `${operation.name} done`;
  const fields = {
    time: new Date(atMs + durationMs).toISOString(),
    level,
    logger: `${flow.application.name}.${operation.name}`,
    msg: message,
    trace_id: traceId,
    method: operation.method,
    path: pathOf(request),
    status: outcome.code,
    duration_ms: durationMs,
    ...(operation.publishes ? { amount: (subject % 5_000_00) / 100, currency: "CNY" } : {}),
    ...(hasFailed ? { error: "pq: canceling statement due to statement timeout", code: "57014" } : {}),
  };
  return { level, text: JSON.stringify(fields) };
}
