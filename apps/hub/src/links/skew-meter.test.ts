import { describe, expect, it } from "vitest";
import { skewMeter } from "./skew-meter";

const measured = (skewMs: number, delaysMs: number[]) => {
  const meter = skewMeter();
  for (const [i, delayMs] of delaysMs.entries()) meter.measure(i * 1000 + skewMs, i * 1000 + delayMs, 2 * delayMs);
  return meter.skewMs();
};

describe("the skew of an agent's clock", () => {
  it("is not told before there are enough heartbeats", () => expect(measured(0, [1, 1])).toBeNull());

  it("does not grow with the delays of a busy machine", () => {
    expect(Math.abs(measured(0, [900, 2, 1500, 700, 3, 800]) ?? Number.NaN)).toBeLessThan(10);
  });

  it.each([3_600_000, -3_600_000, 700, -700])("of %i ms is found in spite of them", (skewMs) => {
    expect(Math.abs((measured(skewMs, [900, 2, 1500, 700, 3, 800]) ?? 0) - skewMs)).toBeLessThan(10);
  });

  it("follows a clock that jumps within ten heartbeats", () => {
    const meter = skewMeter();
    for (let i = 0; i < 10; i++) meter.measure(i * 1000, i * 1000, 2);
    for (let i = 10; i < 20; i++) meter.measure(i * 1000 - 5000, i * 1000, 2);
    expect(Math.round(meter.skewMs() ?? 0)).toBe(-4999);
  });
});
