import { describe, expect, it } from "vitest";
import { fixedSeries } from "./fixed-series";
import { LabelSet } from "./label-set";
import { createQueryEngine, defaultLimits, type QueryResult } from "./query-engine";
import { prometheus2, prometheus3, type Semantics } from "./semantics";
import type { SeriesSlice } from "./series-source";

/** A series with a sample each ten seconds from zero on; the value is the index. */
const steady = (name: string, labels: Record<string, string>, samples: number): SeriesSlice => ({
  labels: LabelSet.of(labels, name),
  timestamps: Float64Array.from({ length: samples }, (_, i) => i * 10_000),
  values: Float64Array.from({ length: samples }, (_, i) => i),
  stale: null,
});

const engineOver = (series: readonly SeriesSlice[], semantics: Semantics = prometheus3, limits = defaultLimits, now?: () => number) =>
  createQueryEngine(fixedSeries(series), semantics, limits, now);

const valuesOf = (result: QueryResult): number[] => (result.type === "vector" ? result.vector.map(({ value }) => value) : []);

describe("a range", () => {
  it("takes in its left end with the semantics of 2.x, and leaves it out with those of 3.x", async () => {
    const series = [steady("x", {}, 100)];
    expect(valuesOf(await engineOver(series, prometheus2).instant("count_over_time(x[1m])", 300_000))).toEqual([7]);
    expect(valuesOf(await engineOver(series, prometheus3).instant("count_over_time(x[1m])", 300_000))).toEqual([6]);
    expect(valuesOf(await engineOver(series, prometheus2).instant("count_over_time(x[1m:10s])", 300_000))).toEqual([7]);
    expect(valuesOf(await engineOver(series, prometheus3).instant("count_over_time(x[1m:10s])", 300_000))).toEqual([6]);
  });

  it("looks back five minutes for a newest sample, with the same left end", async () => {
    const series = [steady("x", {}, 1)];
    expect(valuesOf(await engineOver(series, prometheus2).instant("x", 300_000))).toEqual([0]);
    expect(valuesOf(await engineOver(series, prometheus3).instant("x", 300_000))).toEqual([]);
    expect(valuesOf(await engineOver(series, prometheus3).instant("x", 299_999))).toEqual([0]);
  });
});

describe("a query that costs too much", () => {
  const series = [steady("x", {}, 1_000)];

  it("is stopped when it touches too many samples", async () => {
    const engine = engineOver(series, prometheus3, { maxSamples: 5_000, timeoutMs: 1_000 });
    await expect(engine.range("rate(x[1h])", { startMs: 0, endMs: 9_000_000, stepMs: 10_000 })).rejects.toMatchObject({
      type: "execution",
      message: expect.stringContaining("too many samples"),
    });
  });

  it("is stopped at its deadline", async () => {
    let clock = 0;
    const engine = engineOver(series, prometheus3, defaultLimits, () => (clock += 10));
    await expect(engine.range("x", { startMs: 0, endMs: 9_000_000, stepMs: 1_000 }, 500)).rejects.toMatchObject({ type: "timeout" });
  });

  it("cannot hang on a regex that backtracks elsewhere", async () => {
    const evil = [steady("x", { path: `${"a".repeat(40)}!` }, 10)];
    expect(valuesOf(await engineOver(evil).instant('x{path=~"(a+)+$"}', 50_000))).toEqual([]);
  });

  it("is refused when it is nested too deeply to be read safely", async () => {
    const deep = `${"(".repeat(20_000)}1${")".repeat(20_000)}`;
    await expect(engineOver(series).instant(deep, 0)).rejects.toMatchObject({ type: "bad_data" });
  });
});

describe("a long range query", () => {
  it("lets others have their turn while it runs", async () => {
    const engine = engineOver(Array.from({ length: 60 }, (_, i) => steady("x", { i: String(i) }, 1_000)));
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await engine.range("sum(rate(x[30m]))", { startMs: 0, endMs: 9_900_000, stepMs: 2_000 });
    isDone = true;
    expect(turns).toBeGreaterThan(2);
  });
});

describe("labels named like members of an object", () => {
  it("can be grouped by and replaced", async () => {
    const engine = engineOver([steady("x", { constructor: "a" }, 10)]);
    const grouped = await engine.instant("sum by (constructor, toString) (x)", 50_000);
    expect(grouped).toMatchObject({ vector: [{ value: 5 }] });
    const replaced = await engine.instant('label_replace(x, "valueOf", "$1", "hasOwnProperty", "(.*)z")', 50_000);
    expect(valuesOf(replaced)).toEqual([5]);
  });
});
