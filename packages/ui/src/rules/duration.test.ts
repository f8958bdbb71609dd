import { describe, expect, it } from "vitest";
import { clockText, durationText } from "./duration";

const written = (ms: number) => durationText(ms, { ms: "ms", s: "s", min: "min", h: "h", d: "d" });

describe("a duration", () => {
  it.each([
    [0, "0 ms"],
    [-5, "0 ms"],
    [940, "940 ms"],
    [2800, "2.8 s"],
    [9949, "9.9 s"],
    [9960, "10 s"],
    [59_400, "59 s"],
    [59_600, "1 min 00 s"],
    [64_000, "1 min 04 s"],
    [7_500_000, "2 h 05 min"],
    [3_599_600, "1 h 00 min"],
    [90_000_000, "1 d 1 h"],
  ])("of %i ms is %s", (ms, text) => {
    expect(written(ms)).toBe(text);
  });

  it.each([
    [0, "00:00.0"],
    [9449, "00:09.4"],
    [75_000, "01:15.0"],
    [3_723_000, "1:02:03"],
    [-10, "00:00.0"],
  ])("of %i ms on a clock is %s", (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });
});
