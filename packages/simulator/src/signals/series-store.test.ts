import { describe, expect, it } from "vitest";
import { LabelSet } from "../promql/label-set";
import { createQueryEngine, type QueryResult } from "../promql/query-engine";
import { prometheus3 } from "../promql/semantics";
import { SeriesStore } from "./series-store";

const limits = { scrapes: 1_440, series: 1_000 };
const x = (i: number) => LabelSet.of({ i: String(i) }, "x");
const ask = (store: SeriesStore, query: string, atMs: number) => createQueryEngine(store, prometheus3).instant(query, atMs);
const valuesOf = (result: QueryResult): number[] => (result.type === "vector" ? result.vector.map(({ value }) => value) : []);

describe("a series store", () => {
  it("keeps two hours at five seconds, and gives them back as they were", async () => {
    const store = new SeriesStore(limits);
    const meter = store.meter(x(1));
    for (let i = 0; i < 4_000; i++) {
      meter.value = i % 7 === 0 ? 7 : i;
      store.scrape(i * 5_000);
    }
    const end = 3_999 * 5_000;
    const [slice] = store.select([], 0, end);
    expect(slice?.values).toHaveLength(1_440);
    expect(Array.from(slice?.values ?? [])).toEqual(Array.from({ length: 1_440 }, (_, i) => ((2_560 + i) % 7 === 0 ? 7 : 2_560 + i)));
    expect(slice?.timestamps[0]).toBe(2_560 * 5_000);
    expect(valuesOf(await ask(store, "count_over_time(x[3h])", end))).toEqual([1_440]);
  });

  it("shows a retired series as gone at the next scrape, and its history until that is too old", async () => {
    const store = new SeriesStore(limits);
    const [one, two] = [store.meter(x(1)), store.meter(x(2))];
    store.scrape(0);
    two.retire();
    store.scrape(5_000);
    expect(valuesOf(await ask(store, "count(x)", 5_000))).toEqual([1]);
    expect(valuesOf(await ask(store, "count(present_over_time(x[1m]))", 5_000))).toEqual([2]);
    for (let i = 2; i < 2_000; i++) store.scrape(i * 5_000);
    expect(store.size).toBe(1);
    expect(one.value).toBe(0);
  });

  it("lets a series come back from zero, as a counter of a restarted process does", async () => {
    const store = new SeriesStore(limits);
    const meter = store.meter(x(1));
    meter.value = 100;
    store.scrape(0);
    meter.retire();
    store.scrape(5_000);
    store.meter(x(1)).value += 10;
    store.scrape(10_000);
    expect(valuesOf(await ask(store, "x", 10_000))).toEqual([10]);
    expect(valuesOf(await ask(store, "resets(x[1m])", 10_000))).toEqual([1]);
  });

  it("never holds many more series than it may, however fast they come and go", () => {
    const store = new SeriesStore({ scrapes: 1_440, series: 500 });
    for (let i = 0; i < 20_000; i++) {
      store.meter(x(i)).value = i;
      if (i >= 100) store.meter(x(i - 100)).retire();
      if (i % 10 === 0) store.scrape(i * 500);
    }
    expect(store.size).toBeLessThan(1_200);
  });

  it("leaves a gap where nothing was scraped", async () => {
    const store = new SeriesStore(limits);
    const meter = store.meter(x(1));
    meter.value = 3;
    store.scrape(0);
    store.scrape(900_000);
    expect(valuesOf(await ask(store, "x", 250_000))).toEqual([3]);
    expect(valuesOf(await ask(store, "x", 600_000))).toEqual([]);
    expect(valuesOf(await ask(store, "x", 900_000))).toEqual([3]);
  });
});
