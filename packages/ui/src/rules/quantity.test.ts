import { describe, expect, it } from "vitest";
import { quantity, type Unit } from "./quantity";

describe("a quantity", () => {
  it.each<[number, Unit, string, string]>([
    [1_234_567, "count", "1,234,567", ""],
    [0, "bytes", "0", "B"],
    [1023, "bytes", "1,023", "B"],
    [1024, "bytes", "1", "KiB"],
    [1.5 * 1024 ** 3, "bytes", "1.5", "GiB"],
    [0.9999, "ratio", "99.99", "%"],
    [0.999999, "ratio", "99.99", "%"],
    [1, "ratio", "100", "%"],
    [0.25, "cores", "250", "m"],
    [12.34, "cores", "12.3", "cores"],
    [0, "cores", "0", "cores"],
    [1532.4, "perSecond", "1,532", "/s"],
    [95.26, "milliseconds", "95.3", "ms"],
  ])("%d %s is %s %s", (value, unit, amount, word) => {
    expect(quantity(value, unit, "en")).toEqual({ amount, unit: word });
  });
});
