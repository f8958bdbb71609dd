import type { GoldenPanel, GoldenSignal } from "@holdfast/contracts/signals";
import { until } from "@holdfast/testkit/testbed/until";
import { describe, expect, it } from "vitest";
import type { Stage } from "./stage";

// A rate over a minute is right when Prometheus has scraped for a minute.
const MEASURED_MS = 100_000;
// A counter that is scraped each second and read over a minute is exact but for the edges of the window.
const TOLERANCE = 0.15;

/** What real Prometheus servers measured, side by side. */
export function describeSignals(stage: () => Stage): void {
  const golden = () =>
    stage().people.viewer.api.signals.golden.query({
      service: stage().service,
      window: { fromMs: Date.now() - 60_000, toMs: Date.now(), points: 60 },
    });
  const last = (points: readonly (readonly [number, number | null])[]) => points.findLast(([, value]) => value !== null)?.[1] ?? null;

  describe("the golden signals", () => {
    it("are each site's own, by the query that is shown, and name the cluster that has no Prometheus", async () => {
      const valuesOf = (panels: readonly GoldenPanel[], signal: GoldenSignal) =>
        Object.fromEntries(
          panels.find((panel) => panel.signal === signal)?.result.answered.map((series) => [series.clusterName, last(series.points)]) ?? [],
        );
      const panels = await until(
        "the rates of both sites",
        async () => {
          const found = await golden();
          const rates = valuesOf(found, "rate");
          const isRight = Object.entries(stage().ratePerSecond).every(
            ([site, expected]) => Math.abs((rates[site] ?? 0) - expected) < expected * TOLERANCE,
          );
          if (isRight) return found;
          throw new Error(JSON.stringify(rates));
        },
        { timeoutMs: MEASURED_MS },
      );
      for (const site of Object.keys(stage().ratePerSecond)) {
        expect(valuesOf(panels, "errors")[site]).toBeCloseTo(0.1, 1);
        expect(valuesOf(panels, "p99")[site]).toBeGreaterThan(10);
        expect(valuesOf(panels, "p99")[site]).toBeLessThanOrEqual(25);
      }
      for (const { signal, result } of panels) {
        expect(result.silent, signal).toMatchObject([{ clusterName: "test", reason: "notConfigured" }]);
        for (const series of result.answered) expect(series.query).toContain("istio_request");
      }
    });
  });
}
