import { expect, it } from "vitest";
import { formatNumber } from "./format-number";

it.each([
  [0, "0"],
  [-0, "-0"],
  [1.5, "1.5"],
  [1e21, "1000000000000000000000"],
  [1.25e22, "12500000000000000000000"],
  [1e-7, "0.0000001"],
  [-2.5e-9, "-0.0000000025"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [5e-324, `0.${"0".repeat(323)}5`],
])("writes %d as %s, without an exponent", (value, text) => {
  expect(formatNumber(value)).toBe(text);
  expect(Number(formatNumber(value).replace("Inf", "Infinity"))).toBe(value);
});
