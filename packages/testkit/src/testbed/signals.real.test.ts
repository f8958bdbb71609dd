import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SignalServer } from "./host-server";
import { lacks } from "./program-paths";
import { sharedCluster } from "./shared-cluster";
import { startJaeger } from "./start-jaeger";
import { startLoki } from "./start-loki";
import { startPrometheus } from "./start-prometheus";

let server: SignalServer | undefined;
afterEach(async () => server?.stop());

const read = async <T>(url: string) => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  return (await answer.json()) as { data: T };
};
const post = (url: string, body: unknown) =>
  fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(5_000),
  });
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 100 });

// Debian's package holds it.
describe.skipIf(lacks("prometheus"))("a real Prometheus", () => {
  it("scrapes the resource metrics of a cluster's nodes", async () => {
    const cluster = sharedCluster("prod-hangzhou");
    const { body } = await cluster.request<{ status: { daemonEndpoints: { kubeletEndpoint: { Port: number } } } }>(
      "GET",
      "/api/v1/nodes/node-0",
    );
    const target = `127.0.0.1:${body.status.daemonEndpoints.kubeletEndpoint.Port}`;
    const prometheus = await startPrometheus({
      scrape: [
        {
          job: "nodes",
          targets: [target],
          scheme: "https",
          metricsPath: "/metrics/nodes/node-0/metrics/resource",
          labels: { node: "node-0" },
        },
      ],
      ruleGroups: [{ name: "g", rules: [{ record: "node:memory:sum", expr: "sum by (node) (node_memory_working_set_bytes)" }] }],
    });
    server = prometheus;
    await eventually(async () => {
      const answer = await read<{ result: unknown }>(`${prometheus.url}/api/v1/query?query=node%3Amemory%3Asum`);
      expect(answer.data.result).toMatchObject([{ metric: { node: "node-0" } }]);
    });
  });
});

// `npm run testbed:build -- signals` makes them.
describe.skipIf(lacks("signals"))("the other signal stores", () => {
  it("a real Loki answers for the lines that were pushed", async () => {
    const loki = await startLoki();
    server = loki;
    const line = `payment ${randomBytes(4).toString("hex")} refused`;
    const pushed = await post(`${loki.url}/loki/api/v1/push`, {
      streams: [{ stream: { app: "ledger" }, values: [[`${Date.now()}000000`, line]] }],
    });
    expect(pushed.status).toBe(204);
    await eventually(async () => {
      const query = encodeURIComponent('{app="ledger"} |= "refused"');
      const answer = await read<{ result: { values: string[][] }[] }>(`${loki.url}/loki/api/v1/query_range?query=${query}`);
      expect(answer.data.result[0]?.values[0]?.[1]).toBe(line);
    });
  });

  it("a real Jaeger answers for the spans that were sent", async () => {
    const jaeger = await startJaeger();
    server = jaeger;
    const now = BigInt(Date.now()) * 1_000_000n;
    const span = {
      traceId: randomBytes(16).toString("hex"),
      spanId: randomBytes(8).toString("hex"),
      name: "transfer",
      kind: 2,
      startTimeUnixNano: String(now),
      endTimeUnixNano: String(now + 5_000_000n),
    };
    const resource = { attributes: [{ key: "service.name", value: { stringValue: "ledger" } }] };
    const sent = await post(`${jaeger.otlpUrl}/v1/traces`, { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
    expect(sent.status).toBe(200);
    await eventually(async () => {
      const answer = await read<{ spans: { operationName: string }[] }[]>(`${jaeger.url}/api/traces/${span.traceId}`);
      expect(answer.data[0]?.spans[0]?.operationName).toBe("transfer");
    });
  });
});
