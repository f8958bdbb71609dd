import { lacks } from "@holdfast/testkit/testbed/program-paths";
import { type JaegerServer, startJaeger } from "@holdfast/testkit/testbed/start-jaeger";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { traceJson } from "./jaeger-json";
import type { Span, Tags, Trace } from "./trace";

const startUs = Date.now() * 1_000 - 5_000_000;
const base = { startUs, durationUs: 12_345, processTags: [["k8s.pod.name", "core-1"]] as Tags, logs: [] };
const spans: readonly Span[] = [
  {
    ...base,
    spanId: "b7ad6b7169203331",
    parentSpanId: null,
    service: "gateway",
    operation: "POST /transfers",
    kind: "server",
    tags: [
      ["error", true],
      ["http.method", "POST"],
      ["http.status_code", 503],
    ],
    processTags: [],
  },
  {
    ...base,
    spanId: "b7ad6b7169203332",
    parentSpanId: "b7ad6b7169203331",
    service: "core",
    operation: "Transfer",
    kind: "client",
    tags: [["amount", 12.5]],
    logs: [
      {
        atUs: startUs + 7,
        fields: [
          ["event", "timeout"],
          ["attempt", 2],
        ],
      },
    ],
  },
];
const trace: Trace = { traceId: "0af7651916cd43dd8448eb211c80319c", startUs, services: ["gateway", "core"], spans: () => spans };

const attributes = (tags: Tags) =>
  tags.map(([key, value]) => {
    if (typeof value === "string") return { key, value: { stringValue: value } };
    if (typeof value === "boolean") return { key, value: { boolValue: value } };
    return { key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } };
  });
const KINDS: Record<Span["kind"], number> = { internal: 1, server: 2, client: 3, producer: 4 };
const nano = (us: number): string => `${us}000`;

/** The trace as OpenTelemetry's exporters send it. */
const otlp = {
  resourceSpans: spans.map((span) => ({
    resource: { attributes: attributes([["service.name", span.service], ...span.processTags]) },
    scopeSpans: [
      {
        spans: [
          {
            traceId: trace.traceId,
            spanId: span.spanId,
            parentSpanId: span.parentSpanId ?? "",
            name: span.operation,
            kind: KINDS[span.kind],
            startTimeUnixNano: nano(span.startUs),
            endTimeUnixNano: nano(span.startUs + span.durationUs),
            attributes: attributes(span.tags),
            events: span.logs.map(({ atUs, fields: [event, ...rest] }) => ({
              timeUnixNano: nano(atUs),
              name: event?.[1],
              attributes: attributes(rest),
            })),
          },
        ],
      },
    ],
  })),
};

interface Answer {
  readonly data: readonly {
    readonly spans: readonly { spanID: string; processID: string }[];
    readonly processes: Record<string, unknown>;
  }[];
}

/** Jaeger gives the spans of a trace in any order, and numbers the processes by it: each span with its process, by span id. */
const ordered = (answer: Answer) => ({
  ...answer,
  data: answer.data.map(({ spans, processes, ...of }) => ({
    ...of,
    processIds: Object.keys(processes).sort(),
    spans: spans
      .map(({ processID, ...span }) => ({ ...span, process: processes[processID] }))
      .sort((a, b) => a.spanID.localeCompare(b.spanID)),
  })),
});

// Skipped where the test bed has no Jaeger: it is built on demand.
describe.skipIf(lacks("signals"))("a trace beside a real Jaeger", () => {
  let jaeger: JaegerServer;
  beforeAll(async () => {
    jaeger = await startJaeger();
  });
  afterAll(() => jaeger?.stop());

  it("has the very JSON that Jaeger makes of the same spans", async () => {
    const headers = { "content-type": "application/json" };
    const sent = await fetch(`${jaeger.otlpUrl}/v1/traces`, { method: "POST", headers, body: JSON.stringify(otlp) });
    expect(sent.status).toBe(200);
    const found = await vi.waitFor(
      async () => {
        const answer = await fetch(`${jaeger.url}/api/traces/${trace.traceId}`);
        expect(answer.status).toBe(200);
        const body = (await answer.json()) as Answer;
        expect(body.data[0]?.spans).toHaveLength(spans.length);
        return body;
      },
      { timeout: 20_000, interval: 200 },
    );
    const ours = { data: [traceJson(trace)], total: 0, limit: 0, offset: 0, errors: null };
    expect(ordered(ours)).toEqual(ordered(found));
  });
});
