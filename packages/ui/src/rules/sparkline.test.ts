import { describe, expect, it } from "vitest";
import { sparkline } from "./sparkline";

describe("a small line", () => {
  it("reaches from edge to edge on a scale that holds zero", () => {
    expect(sparkline([0, 5, 10], 100, 20, null)).toEqual({ paths: ["M0,20L50,10L100,0"], dots: [], limitY: null });
  });

  it("breaks where nothing was measured, and draws a lone value as a point", () => {
    const shape = sparkline([10, 10, null, 10, null, 10, 10], 60, 10, null);
    expect(shape.paths).toEqual(["M0,0L10,0", "M50,0L60,0"]);
    expect(shape.dots).toEqual([[30, 0]]);
  });

  it("keeps the limit in sight", () => {
    expect(sparkline([1, 2], 10, 10, 4).limitY).toBe(0);
    expect(sparkline([8, 8], 10, 10, 4).limitY).toBe(5);
  });

  it("draws nothing for no data, and a flat line for zeros", () => {
    expect(sparkline([], 10, 10, null).paths).toEqual([]);
    expect(sparkline([null, null], 10, 10, null)).toEqual({ paths: [], dots: [], limitY: null });
    expect(sparkline([0, 0], 10, 10, null).paths).toEqual(["M0,10L10,10"]);
  });
});
