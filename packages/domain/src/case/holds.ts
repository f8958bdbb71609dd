import type { Comparison } from "@holdfast/contracts/steps/probe-promql";

/** Whether a measured value holds against a threshold. Nothing holds for a value that is not a number. */
export function holds(value: number, comparison: Comparison, threshold: number): boolean {
  if (Number.isNaN(value)) return false;
  switch (comparison) {
    case "<":
      return value < threshold;
    case "<=":
      return value <= threshold;
    case ">":
      return value > threshold;
    case ">=":
      return value >= threshold;
    case "==":
      return value === threshold;
    case "!=":
      return value !== threshold;
  }
}
