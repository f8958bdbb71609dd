import { ClusterId } from "@holdfast/contracts/ids";
import type { GoldenPanel, SilentCluster } from "@holdfast/contracts/signals";
import { describe, expect, it } from "vitest";
import { axisReach, clusterStyles, emptyClusters, lastValue, panelSeries, silentEverywhere, silentHere, valueText } from "./golden-series";

const cluster = (n: number, clusterName: string) => ({
  clusterId: ClusterId.parse(`0199a000-0000-7000-8000-00000000000${n}`),
  clusterName,
});
const [prod, dr, test] = [cluster(1, "prod"), cluster(2, "dr"), cluster(3, "test")];
const silent = (who: typeof prod, message = "no answer"): SilentCluster => ({ ...who, reason: "timedOut", message });
const panel = (part: Partial<GoldenPanel["result"]>): GoldenPanel => ({
  signal: "rate",
  unit: "req/s",
  result: { answered: [], heard: [], silent: [], askedAt: new Date(0), ...part },
});
const words = { locale: "en", cores: "cores" };
const line = (who: typeof prod, ...points: [number, number | null][]) => ({ ...who, label: "", query: "q", points });

describe("the lines of a panel", () => {
  it("stand on common instants in the order of time, and a gap stays a gap", () => {
    const both = panel({ answered: [line(prod, [2, 20], [1, null]), line(dr, [1, 10])], heard: [prod, dr] });
    const { lines, rows } = panelSeries(both, clusterStyles([both]));
    expect(lines.map(({ clusterName }) => clusterName)).toEqual(["prod", "dr"]);
    expect(rows).toEqual([
      { atMs: 1, line0: null, line1: 10 },
      { atMs: 2, line0: 20 },
    ]);
    expect(lastValue(rows, "line0")).toBe(20);
    expect(lastValue(rows, "line7")).toBeNull();
  });

  it("have the same colour on every panel, also where a cluster was silent", () => {
    const styles = clusterStyles([panel({ heard: [prod], silent: [silent(dr)] }), panel({ heard: [prod, dr] })]);
    expect([styles.get(dr.clusterId), styles.get(prod.clusterId)]).toEqual([1, 2]);
  });

  it("are read with their unit; infinite is said, and nothing is no zero", () => {
    expect(valueText(0.0123, "ratio", words)).toBe("1.23 %");
    expect(valueText(0.0000384, "ratio", words)).toBe("0.0038 %");
    expect(valueText(0, "ratio", words)).toBe("0 %");
    expect(valueText(Number.POSITIVE_INFINITY, "milliseconds", words)).toBe("∞");
    expect(valueText(null, "cores", words)).toBe("—");
    expect(valueText(2, "cores", { locale: "zh-CN", cores: "核" })).toBe("2 核");
    expect(valueText(0, "milliseconds", words)).toBe("0 ms");
  });
});

describe("the axis", () => {
  it("is that of the values, but a small share of failures stays small", () => {
    const of = (value: number | null) => ({
      lines: [{ key: "line0", clusterName: "prod", style: 1 as const }],
      rows: [{ atMs: 1, line0: value }],
    });
    expect(axisReach(of(0.0001), "ratio")).toBe(0.01);
    expect(axisReach(of(null), "ratio")).toBe(0.01);
    expect(axisReach(of(0.2), "ratio")).toBe("auto");
    expect(axisReach(of(0.0001), "milliseconds")).toBe("auto");
  });
});

describe("who gave nothing", () => {
  it("is told apart: an answer without a line is no silence", () => {
    expect(emptyClusters(panel({ answered: [line(prod, [1, 1])], heard: [prod, test], silent: [silent(dr)] }))).toEqual([test]);
  });

  it("is said once for all panels when it is the same everywhere, and on its panel when it is not", () => {
    const panels = [panel({ silent: [silent(dr), silent(test)] }), panel({ silent: [silent(dr), silent(test, "refused")] })];
    const everywhere = silentEverywhere(panels);
    expect(everywhere).toEqual([silent(dr)]);
    expect(silentHere(panels[1]!, everywhere)).toEqual([silent(test, "refused")]);
  });
});
