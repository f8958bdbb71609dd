import { describe, expect, it } from "vitest";
import { canonicalQuantity, isQuantity, millis, quantity } from "./quantity";

describe("a quantity", () => {
  it.each([
    ["0.5", "500m"],
    ["1024Mi", "1Gi"],
    ["1000m", "1"],
    ["1500m", "1500m"],
    ["1500", "1500"],
    ["2000", "2k"],
    ["1e3", "1e3"],
    ["0", "0"],
    ["1.5Gi", "1536Mi"],
    ["100", "100"],
  ])("is written as the API writes it: %s is %s", (given, canonical) => {
    expect(canonicalQuantity(given)).toBe(canonical);
  });

  it("is counted in its base unit and in thousandths", () => {
    expect(quantity("2Gi")).toBe(2 * 1024 ** 3);
    expect(millis("0.25")).toBe(250);
    expect(millis("2")).toBe(2000);
    expect(quantity(undefined)).toBe(0);
  });

  it("is told from other text", () => {
    expect(isQuantity("abc")).toBe(false);
    expect(isQuantity("1Q")).toBe(false);
    expect(isQuantity("")).toBe(false);
    expect(canonicalQuantity("1..2")).toBeNull();
  });
});
