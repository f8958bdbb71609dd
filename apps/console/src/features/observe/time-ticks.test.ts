import { describe, expect, it } from "vitest";
import { spans } from "./observe-search";
import { timeTicks } from "./time-ticks";

const TO = Date.parse("2026-11-21T03:07:23.456Z");

describe("the marks of an axis of time", () => {
  it.each(Object.entries(spans))("are round, few and within the window of %s", (_, spanMs) => {
    const ticks = timeTicks(TO - spanMs, TO);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(6);
    for (const tick of ticks) expect(tick >= TO - spanMs && tick <= TO && tick % 10_000 === 0).toBe(true);
    const distances = new Set(ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0)));
    expect(distances.size).toBe(1);
  });

  it("are few for a year, and for a moment", () => {
    expect(timeTicks(TO - 365 * 86_400_000, TO).length).toBeLessThanOrEqual(6);
    expect(timeTicks(TO - 5_000, TO).length).toBeLessThanOrEqual(6);
  });
});
