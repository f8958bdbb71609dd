import { describe, expect, it } from "vitest";
import { jaegerApi } from "./jaeger-api";
import type { Span, Trace } from "./trace";
import { TraceStore } from "./trace-store";

const NOW_MS = 1_767_600_000_000;

function trace(id: number, durationUs: number, status: number): Trace {
  const startUs = NOW_MS * 1_000 - id * 1_000_000;
  const span = (spanId: string, parentSpanId: string | null, service: string, operation: string, kind: Span["kind"]): Span => ({
    spanId,
    parentSpanId,
    service,
    operation,
    kind,
    startUs,
    durationUs,
    tags: [
      ["http.status_code", status],
      ["sampling", 0.1],
      ["error", status >= 500],
    ],
    processTags: [["k8s.pod.name", `${service}-0`]],
    logs: status >= 500 ? [{ atUs: startUs + 5, fields: [["event", "timeout"]] }] : [],
  });
  return {
    traceId: id.toString(16).padStart(32, "0"),
    startUs,
    services: ["gateway", "core"],
    spans: () => [
      span("00000000000000a1", null, "gateway", "POST /transfers", "server"),
      span("00000000000000a2", "00000000000000a1", "core", "Transfer", "client"),
    ],
  };
}

const store = new TraceStore(50);
for (let id = 100; id > 0; id--) store.add(trace(id, id * 1_000, id % 10 === 0 ? 503 : 200));
const api = jaegerApi({ store, now: () => NOW_MS });

interface Listing {
  readonly data: { traceID: string; spans: { duration: number; references: unknown[] }[] }[];
  readonly errors: { code: number; msg: string }[] | null;
}
const get = async (path: string) => {
  const url = new URL(path, "http://jaeger");
  const { status, body } = await api({ method: "GET", path: url.pathname, params: url.searchParams });
  return { status, body: JSON.parse(body) as Listing };
};
const idsOf = ({ body }: { body: Listing }): number[] => body.data.map(({ traceID }) => Number.parseInt(traceID, 16));

describe("Jaeger's query service", () => {
  it("lists services and operations", async () => {
    expect((await get("/api/services")).body).toEqual({ data: ["core", "gateway"], total: 2, limit: 0, offset: 0, errors: null });
    expect((await get("/api/services/gateway/operations")).body).toMatchObject({ data: ["POST /transfers"], total: 1 });
    expect((await get("/api/services/nobody/operations")).body).toMatchObject({ data: null, total: 0 });
    expect((await get("/api/operations?service=core")).body).toMatchObject({ data: [{ name: "Transfer", spanKind: "client" }] });
  });

  it("shows a trace with typed tags, references and processes, as Jaeger's JSON has them", async () => {
    const { status, body } = await get(`/api/traces/${(10).toString(16).padStart(32, "0")}`);
    const traceID = "0000000000000000000000000000000a";
    const startTime = NOW_MS * 1_000 - 10_000_000;
    expect(status).toBe(200);
    expect(body).toEqual({
      data: [
        {
          traceID,
          spans: [
            {
              traceID,
              spanID: "00000000000000a1",
              operationName: "POST /transfers",
              references: [],
              startTime,
              duration: 10_000,
              tags: [
                { key: "http.status_code", type: "int64", value: 503 },
                { key: "sampling", type: "float64", value: 0.1 },
                { key: "error", type: "bool", value: true },
                { key: "span.kind", type: "string", value: "server" },
              ],
              logs: [{ timestamp: startTime + 5, fields: [{ key: "event", type: "string", value: "timeout" }] }],
              processID: "p1",
              warnings: null,
            },
            expect.objectContaining({ references: [{ refType: "CHILD_OF", traceID, spanID: "00000000000000a1" }], processID: "p2" }),
          ],
          processes: {
            p1: { serviceName: "gateway", tags: [{ key: "k8s.pod.name", type: "string", value: "gateway-0" }] },
            p2: { serviceName: "core", tags: [{ key: "k8s.pod.name", type: "string", value: "core-0" }] },
          },
          warnings: null,
        },
      ],
      total: 0,
      limit: 0,
      offset: 0,
      errors: null,
    });
  });

  it("finds the newest traces of a service, by tag, duration, operation and time", async () => {
    expect(idsOf(await get("/api/traces?service=gateway&limit=3"))).toEqual([1, 2, 3]);
    const failed = encodeURIComponent('{"http.status_code":"503","error":"true"}');
    expect(idsOf(await get(`/api/traces?service=core&tags=${failed}`))).toEqual([10, 20, 30, 40, 50]);
    expect(idsOf(await get("/api/traces?service=core&tag=error:true&maxDuration=25ms"))).toEqual([10, 20]);
    expect(idsOf(await get("/api/traces?service=core&minDuration=49ms"))).toEqual([49, 50]);
    expect(idsOf(await get("/api/traces?service=gateway&operation=Transfer"))).toEqual([]);
    const [start, end] = [NOW_MS * 1_000 - 7_000_000, NOW_MS * 1_000 - 5_000_000];
    expect(idsOf(await get(`/api/traces?service=gateway&start=${start}&end=${end}`))).toEqual([5, 6, 7]);
    expect(idsOf(await get("/api/traces?service=nobody"))).toEqual([]);
  });

  it("keeps only the newest traces", async () => {
    expect(store.size).toBe(50);
    expect((await get("/api/traces/64")).status).toBe(404);
  });

  it.each([
    ["/api/traces", "parameter 'service' is required"],
    ["/api/traces?service=core&minDuration=5", "unable to parse param 'minDuration': time: missing unit in duration \"5\""],
    ["/api/traces?service=core&minDuration=2s&maxDuration=1s", "'maxDuration' should be greater than 'minDuration'"],
    ["/api/traces?service=core&limit=x", 'strconv.ParseInt: parsing "x": invalid syntax'],
    ["/api/traces?service=core&start=x", "unable to parse param 'start': strconv.ParseInt: parsing \"x\": invalid syntax"],
    ["/api/traces?service=core&tag=error", "malformed 'tag' parameter, expecting key:value, received: error"],
    ["/api/traces/zz", 'strconv.ParseUint: parsing "zz": invalid syntax'],
  ])("refuses %s in Jaeger's words", async (path, msg) => {
    expect(await get(path)).toMatchObject({ status: 400, body: { data: null, errors: [{ code: 400, msg }] } });
  });
});
