import type { Span, Tags, Trace } from "../../signals/trace";
import type { SampledRequest } from "./sampled-request";

const GATEWAY = "istio-ingressgateway";

/** A span id from the trace's: eight of its bytes, told apart by the number of the span. */
function spanId(traceId: string, number: number): string {
  const low = (Number.parseInt(traceId.slice(8, 16), 16) ^ (number * 0x9e3779b1)) >>> 0;
  return traceId.slice(0, 8) + low.toString(16).padStart(8, "0");
}

const processTags = (cluster: string, pod: string, node: string): Tags => [
  ["k8s.cluster.name", cluster],
  ["k8s.pod.name", pod],
  ["k8s.node.name", node],
];

/** The path with its placeholder filled. */
export const pathOf = ({ operation, subject }: SampledRequest): string => operation.path.replace("{id}", String(subject));

function gatewaySpan(request: SampledRequest): Span {
  const { flow, outcome, operation, traceId, durationMs, atMs, gatewayPod } = request;
  const startUs = Math.round(atMs * 1_000);
  const tags: [string, string | number | boolean][] = [
    ["component", "proxy"],
    ["http.method", operation.method],
    ["http.url", pathOf(request)],
    ["http.status_code", outcome.code],
    ["response_flags", outcome.flags],
    ["upstream_cluster", `outbound|8080||${flow.service}.${flow.application.namespace}.svc.cluster.local`],
    ["peer.cluster", flow.destination],
  ];
  if (outcome.code >= 500) tags.push(["error", true]);
  const isUnreached = !outcome.reachesPod;
  return {
    spanId: spanId(traceId, 0),
    parentSpanId: null,
    service: GATEWAY,
    operation: `${operation.method} ${operation.path}`,
    kind: "server",
    startUs,
    durationUs: Math.max(1, Math.round(durationMs * 1_000)),
    tags,
    processTags: processTags(flow.gateway, gatewayPod?.name ?? GATEWAY, gatewayPod?.node ?? ""),
    logs: isUnreached ? [{ atUs: startUs + Math.round(durationMs * 900), fields: [["event", `upstream failed: ${outcome.flags}`]] }] : [],
  };
}

interface Part {
  readonly number: number;
  readonly parent: Span;
  readonly operation: string;
  /** Where it lies in its parent, 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly tags: Tags;
  readonly hasFailed?: boolean;
}

function inside(request: SampledRequest, service: string, kind: Span["kind"], part: Part): Span {
  const { parent, from, to, hasFailed = false } = part;
  const startUs = Math.round(parent.startUs + parent.durationUs * from);
  const durationUs = Math.max(1, Math.round(parent.durationUs * (to - from)));
  const { pod, flow } = request;
  return {
    spanId: spanId(request.traceId, part.number),
    parentSpanId: parent.spanId,
    service,
    operation: part.operation,
    kind,
    startUs,
    durationUs,
    tags: hasFailed ? [...part.tags, ["error", true]] : part.tags,
    processTags: processTags(flow.destination, pod?.name ?? "", pod?.node ?? ""),
    logs: hasFailed
      ? [
          {
            atUs: startUs + durationUs - 1,
            fields: [
              ["event", "error"],
              ["message", "statement timeout"],
            ],
          },
        ]
      : [],
  };
}

/** Gateway, service, database, and the log of events where something was written. */
function spansOf(request: SampledRequest): Span[] {
  const { flow, outcome, operation } = request;
  const gateway = gatewaySpan(request);
  if (!outcome.reachesPod) return [gateway];
  const { deployment, database } = flow.application;
  const hasFailed = outcome.code >= 500;
  const http: Tags = [
    ["http.method", operation.method],
    ["http.route", operation.path],
    ["http.status_code", outcome.code],
  ];
  const server = inside(request, deployment, "server", {
    number: 1,
    parent: gateway,
    operation: operation.name,
    from: 0.05,
    to: 0.96,
    tags: http,
    hasFailed,
  });
  const sql = (number: number, verb: string, table: string, from: number, to: number, failed = false): Span =>
    inside(request, database, "client", {
      number,
      parent: server,
      operation: `${verb} ${table}`,
      from,
      to,
      tags: [
        ["db.system", database === "redis" ? "redis" : "postgresql"],
        ["db.statement", verb === "SELECT" ? `SELECT * FROM ${table} WHERE id = $1` : `${verb} ${table} SET state = $2 WHERE id = $1`],
      ],
      hasFailed: failed,
    });
  const spans = [gateway, server, sql(2, "SELECT", "accounts", 0.08, 0.35)];
  if (!operation.publishes) return spans;
  spans.push(sql(3, "UPDATE", "ledger", 0.38, 0.7, hasFailed));
  if (hasFailed) return spans;
  const tags: Tags = [
    ["messaging.system", "kafka"],
    ["messaging.destination.name", "bank.transfers"],
  ];
  spans.push(
    inside(request, "kafka", "producer", { number: 4, parent: server, operation: "bank.transfers publish", from: 0.75, to: 0.93, tags }),
  );
  return spans;
}

/** The trace of a request; its spans are made when somebody looks. */
export function traceOf(request: SampledRequest): Trace {
  const { traceId, atMs, outcome, operation, flow } = request;
  const reached = outcome.reachesPod ? [flow.application.deployment, flow.application.database] : [];
  const published = outcome.reachesPod && operation.publishes && outcome.code < 500 ? ["kafka"] : [];
  return { traceId, startUs: Math.round(atMs * 1_000), services: [GATEWAY, ...reached, ...published], spans: () => spansOf(request) };
}
