import { describe, expect, it } from "vitest";
import { expiryOf } from "./expiry";

describe("the time to decide", () => {
  it.each([
    ["open", 120_001],
    ["soon", 120_000],
    ["soon", 1],
    ["over", 0],
    ["over", -1],
  ] as const)("is %s with %i ms left", (expected, leftMs) => {
    expect(expiryOf(1_700_000_000_000 + leftMs, 1_700_000_000_000)).toBe(expected);
  });
});
