import { describe, expect, it } from "vitest";
import { parseQuantity } from "./quantity";

describe("a quantity", () => {
  it.each([
    ["1", 1],
    ["250m", 0.25],
    ["1.5Gi", 1.5 * 2 ** 30],
    ["128Mi", 2 ** 27],
    ["2k", 2000],
    ["1e3", 1000],
    ["12E2", 1200],
    ["1E", 1e18],
    ["100n", 1e-7],
    [".5", 0.5],
    ["-3", -3],
    [7, 7],
  ])("%s is %d in its base unit", (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 12);
  });

  it.each(["", "abc", "1 Gi", "1KiB", "Gi", "1.2.3", undefined, null, {}, Number.NaN])("%j is not one", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});
