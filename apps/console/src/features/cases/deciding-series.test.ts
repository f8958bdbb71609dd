import type { Point, Series } from "@holdfast/contracts/signals";
import { describe, expect, it } from "vitest";
import { decidingSeries, extent } from "./deciding-series";

const series = (clusterName: string, ...values: (number | null)[]) =>
  ({ clusterName, points: values.map((value, at): Point => [at, value]) }) as unknown as Series;

describe("the series that decides", () => {
  const all = [series("a", 1, 5, null), series("b", 9, 2), series("c", null)];

  it("is the one with the highest or the lowest newest value", () => {
    expect(decidingSeries(all, "highest")?.clusterName).toBe("a");
    expect(decidingSeries(all, "lowest")?.clusterName).toBe("b");
  });

  it("is none when nothing was measured", () => {
    expect(decidingSeries([series("c", null)], "highest")).toBeUndefined();
    expect(decidingSeries([], "lowest")).toBeUndefined();
  });
});

describe("the extent of a course", () => {
  it("leaves out what was not measured", () => {
    expect(extent([null, 3, 1, Number.NaN])).toEqual([1, 3]);
    expect(extent([null])).toBeNull();
  });
});
