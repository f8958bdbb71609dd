import type { PlanStep } from "@holdfast/contracts/plan-step";
import { waitsForPeople } from "../plan/step-catalogue";
import { percentile } from "./percentile";

/** What one earlier run of a plan's workflow needed for a step, in milliseconds, without waiting for people. */
export interface StepSample {
  readonly step: string;
  readonly use: string;
  readonly ms: number;
}

/** What a recovery would take, in milliseconds; `runs` is of how many earlier runs the step with the fewest knows. */
export type Forecast =
  | { readonly isKnown: true; readonly p50Ms: number; readonly p95Ms: number; readonly runs: number }
  | { readonly isKnown: false; readonly runs: number; readonly needed: number };

/** With fewer earlier runs of any step nothing is said. */
export const RUNS_NEEDED = 5;
/** How finely a sum of steps is kept: its quantiles in equal shares. */
const POINTS = 128;

/** A distribution by at most `POINTS` of its values, equally likely. */
function thinned(values: readonly number[]): number[] {
  if (values.length <= POINTS) return [...values];
  return Array.from({ length: POINTS }, (_, i) => percentile(values, (i + 0.5) / POINTS) ?? 0);
}

/**
 * What a workflow's recovery would take by what its steps took before: each step as it was measured under its name and use, the steps
 * taken as independent of each other. Steps that wait for people count for nothing, as they do in a run's recovery.
 */
export function forecastRecovery(steps: readonly PlanStep[], samples: readonly StepSample[]): Forecast {
  const measured = steps
    .filter((step) => !waitsForPeople(step.use))
    .map((step) => samples.filter((sample) => sample.step === step.name && sample.use === step.use).map((sample) => sample.ms));
  const runs = measured.length === 0 ? 0 : Math.min(...measured.map((values) => values.length));
  if (runs < RUNS_NEEDED) return { isKnown: false, runs, needed: RUNS_NEEDED };
  const sums = measured.reduce<number[]>(
    (sum, values) => thinned(sum.flatMap((a) => thinned(values).map((b) => a + b)).sort((a, b) => a - b)),
    [0],
  );
  return { isKnown: true, p50Ms: percentile(sums, 0.5) ?? 0, p95Ms: percentile(sums, 0.95) ?? 0, runs };
}
