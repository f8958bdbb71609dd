import { ClusterId } from "@holdfast/contracts/ids";
import type { TraceSpan } from "@holdfast/contracts/signals";
import { describe, expect, it } from "vitest";
import { waterfall } from "./waterfall";

const span = (
  spanId: string,
  parentSpanId: string | null,
  startedAtUs: number,
  durationUs: number,
  part: Partial<TraceSpan> = {},
): TraceSpan => ({
  clusterId: ClusterId.parse("0199a000-0000-7000-8000-000000000001"),
  clusterName: "prod",
  spanId,
  parentSpanId,
  service: "core",
  operation: spanId,
  startedAtUs,
  durationUs,
  hasError: false,
  tags: [],
  ...part,
});
const order = (spans: TraceSpan[]) => waterfall(spans).rows.map(({ span: { spanId }, depth }) => `${"-".repeat(depth)}${spanId}`);

describe("a waterfall", () => {
  it("stands in the order of the calls, siblings by their start", () => {
    const spans = [span("late", "root", 60, 10), span("deep", "early", 20, 5), span("root", null, 0, 100), span("early", "root", 10, 30)];
    expect(order(spans)).toEqual(["root", "-early", "--deep", "-late"]);
  });

  it("measures from the first start to the last end, also when that is not the root's", () => {
    const { rows, startedAtUs, durationUs } = waterfall([span("root", null, 1_000, 50), span("async", "root", 1_025, 75)]);
    expect([startedAtUs, durationUs]).toEqual([1_000, 100]);
    expect(rows[1]).toMatchObject({ offset: 0.25, width: 0.75 });
  });

  it("shows a span whose caller is in a cluster that was silent, and spans that call each other in a circle", () => {
    expect(order([span("lost", "elsewhere", 5, 1), span("a", "b", 1, 1), span("b", "a", 2, 1)])).toEqual(["lost", "a", "-b"]);
  });

  it("says which services and clusters took part, and how much went wrong", () => {
    const trace = waterfall([span("a", null, 0, 9), span("b", "a", 1, 2, { service: "db", clusterName: "dr", hasError: true })]);
    expect(trace).toMatchObject({ services: ["core", "db"], clusters: ["prod", "dr"], errors: 1 });
  });

  it("is nothing for nothing", () => {
    expect(waterfall([])).toMatchObject({ rows: [], durationUs: 0, services: [] });
  });

  it("leaves no span out and draws each once within the whole, whatever calls what", () => {
    let state = 7;
    const next = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    for (let round = 0; round < 300; round++) {
      const all = Array.from({ length: next(30) }, () =>
        span(String(next(13)), next(4) === 0 ? null : String(next(13)), next(1_000), next(1_000)),
      );
      const ids = new Set(all.map((each) => each.spanId));
      const { rows } = waterfall(all);
      expect(new Set(rows.map((row) => row.span.spanId))).toEqual(ids);
      expect(rows).toHaveLength(ids.size);
      for (const { offset, width } of rows) expect(offset >= 0 && width >= 0 && offset + width <= 1 + 1e-9).toBe(true);
    }
  });
});
