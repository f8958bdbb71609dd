import { describe, expect, it } from "vitest";
import type { SignalCluster, SignalPort } from "../signal-port";
import { traceDetail } from "./trace-detail";
import { tracePanel } from "./trace-panel";
import { traceServices } from "./trace-services";

const prod = { id: "0199a000-0000-7000-8000-000000000001", name: "prod" };
const dr = { id: "0199a000-0000-7000-8000-000000000002", name: "dr" };
const now = new Date("2026-11-21T03:00:00.000Z");
const window = { fromMs: now.getTime() - 600_000, toMs: now.getTime(), points: 10 };
const options = { deadlineMs: 1000, now, limit: 10 };

const answering = (answer: (cluster: SignalCluster, path: string, params: Map<string, string>) => unknown): SignalPort => ({
  async get(cluster, _source, path, params) {
    return JSON.stringify(answer(cluster, path, new Map(params.map(([key, value]) => [key, value]))));
  },
});

describe("traces", () => {
  it("are summed up by their root, whole duration and errors", async () => {
    const port = answering(() => ({
      data: [
        {
          traceID: "t1",
          processes: { p1: { serviceName: "gateway" }, p2: { serviceName: "db" } },
          spans: [
            {
              spanID: "b",
              operationName: "SELECT",
              startTime: 1_700_000_000_000_500,
              duration: 2000,
              processID: "p2",
              references: [{ refType: "CHILD_OF", spanID: "a" }],
              tags: [{ key: "error", value: true }],
            },
            {
              spanID: "a",
              operationName: "GET /",
              startTime: 1_700_000_000_000_000,
              duration: 1500,
              processID: "p1",
              references: [],
              tags: [],
            },
          ],
        },
      ],
    }));
    const { answered } = await tracePanel(port, [prod], "gateway", window, options);
    expect(answered).toEqual([
      expect.objectContaining({ traceId: "t1", rootService: "gateway", rootOperation: "GET /", durationMs: 2.5, spans: 2, hasError: true }),
    ]);
  });

  const span = (spanID: string, startTime: number, parent: string | null = null) => ({
    spanID,
    operationName: `op ${spanID}`,
    startTime,
    duration: 10,
    processID: "p1",
    references: parent === null ? [] : [{ refType: "CHILD_OF", spanID: parent }],
    tags: [{ key: "http.status_code", value: 500 }],
  });

  it("come together from every cluster that has a part, each span once, in the order of their start", async () => {
    const asked: (string | undefined)[] = [];
    const port = answering((cluster, path, params) => {
      asked.push(`${path} ${params.get("traceID")}`);
      const spans =
        cluster.name === "prod"
          ? [span("b", 1_700_000_000_000_200, "a"), span("a", 1_700_000_000_000_000)]
          : [span("c", 1_700_000_000_000_100, "a"), span("a", 1_700_000_000_000_000)];
      return {
        data: [{ traceID: "ab", spans, processes: { p1: { serviceName: "core", tags: [{ key: "k8s.pod.name", value: "core-1" }] } } }],
      };
    });
    const { answered } = await traceDetail(port, [prod, dr], "AB", options);
    expect(asked).toEqual(["/api/traces ab", "/api/traces ab"]);
    expect(answered.map(({ spanId, clusterName, parentSpanId }) => [spanId, clusterName, parentSpanId])).toEqual([
      ["a", "prod", null],
      ["c", "dr", "a"],
      ["b", "prod", "a"],
    ]);
    expect(answered[0]?.tags).toEqual([
      { key: "http.status_code", value: "500" },
      { key: "k8s.pod.name", value: "core-1" },
    ]);
  });

  it("that a cluster does not have are nothing; what its Jaeger refuses is said and never looks like nothing", async () => {
    const port = answering((cluster) => ({
      data: null,
      errors: [cluster.name === "prod" ? { code: 404, msg: "trace not found" } : { code: 500, msg: "storage is away" }],
    }));
    const detail = await traceDetail(port, [prod, dr], "ab", options);
    expect(detail).toMatchObject({
      answered: [],
      heard: [{ clusterName: "prod" }],
      silent: [{ clusterName: "dr", reason: "failed", message: expect.stringContaining("storage is away") }],
    });
    expect((await tracePanel(port, [dr], "core", window, options)).silent).toHaveLength(1);
  });

  it("are known by the services that made them, each once", async () => {
    const port = answering((cluster) => ({ data: cluster.name === "prod" ? ["core", "gateway"] : ["core", "db"] }));
    expect((await traceServices(port, [prod, dr], options)).answered).toEqual(["core", "db", "gateway"]);
  });
});
