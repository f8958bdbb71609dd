import { describe, expect, it } from "vitest";
import { fractionDone, remainingMs } from "./progress";

describe("progress", () => {
  it("stays between nothing and all", () => {
    expect([fractionDone(0, 4), fractionDone(1, 4), fractionDone(9, 4), fractionDone(-1, 4), fractionDone(0, 0)]).toEqual([
      0, 0.25, 1, 0, 1,
    ]);
  });

  it("forecasts from the pace so far, and only then", () => {
    expect(remainingMs(2, 8, 10_000)).toBe(30_000);
    expect(remainingMs(0, 8, 10_000)).toBeNull();
    expect(remainingMs(8, 8, 10_000)).toBe(0);
  });
});
