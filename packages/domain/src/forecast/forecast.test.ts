import { PlanStep } from "@holdfast/contracts/plan-step";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastRecovery, RUNS_NEEDED } from "./forecast-recovery";
import { percentile } from "./percentile";

const scale = PlanStep.parse({ name: "up", use: "workload.scale", with: { cluster: "dr", namespace: "bank", name: "core", replicas: 3 } });
const look = PlanStep.parse({ name: "answers", use: "probe.http", with: { cluster: "dr", url: "http://core/" } });
const ask = PlanStep.parse({ name: "ask", use: "approval.wait", with: {} });
const took = (step: PlanStep, ...seconds: number[]) => seconds.map((s) => ({ step: step.name, use: step.use, ms: s * 1000 }));

describe("a percentile", () => {
  it("is one of the values, by nearest rank", () => {
    expect([percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.95), percentile([7], 0.01), percentile([], 0.5)]).toEqual([
      2,
      4,
      7,
      null,
    ]);
  });
});

describe("a forecast of the recovery", () => {
  it("adds what the steps took before, without the time of people", () => {
    const samples = [...took(scale, 4, 4, 4, 4, 4), ...took(look, 1, 1, 1, 1, 1), ...took(ask, 900, 900)];
    expect(forecastRecovery([scale, ask, look], samples)).toEqual({ isKnown: true, p50Ms: 5000, p95Ms: 5000, runs: 5 });
  });

  it("does not add the worst of every step, as if all went wrong at once", () => {
    const rarely = [1, 1, 1, 1, 1, 1, 1, 1, 1, 10];
    const forecast = forecastRecovery([scale, look], [...took(scale, ...rarely), ...took(look, ...rarely)]);
    expect(forecast).toMatchObject({ isKnown: true, p50Ms: 2000, p95Ms: 11_000 });
  });

  it("is not given while a step has run too seldom, under its name and its use", () => {
    const few = took(scale, ...Array.from({ length: RUNS_NEEDED - 1 }, () => 1));
    expect(forecastRecovery([scale], few)).toEqual({ isKnown: false, runs: RUNS_NEEDED - 1, needed: RUNS_NEEDED });
    const renamed = took({ ...scale, name: "other" } as PlanStep, 1, 1, 1, 1, 1);
    expect(forecastRecovery([scale], renamed)).toMatchObject({ isKnown: false, runs: 0 });
    expect(forecastRecovery([ask], [])).toMatchObject({ isKnown: false });
  });

  it("lies between the sum of the quickest and the sum of the slowest, whatever was measured and in whatever order", () => {
    const values = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: RUNS_NEEDED, maxLength: 40 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const samples = [...took(scale, ...a), ...took(look, ...b)];
        const forecast = forecastRecovery([scale, look], samples);
        if (!forecast.isKnown) return false;
        const [least, most] = [Math.min(...a) + Math.min(...b), Math.max(...a) + Math.max(...b)];
        expect(forecastRecovery([scale, look], samples.toReversed())).toEqual(forecast);
        return least * 1000 <= forecast.p50Ms && forecast.p50Ms <= forecast.p95Ms && forecast.p95Ms <= most * 1000;
      }),
      { numRuns: 60 },
    );
  });
});
