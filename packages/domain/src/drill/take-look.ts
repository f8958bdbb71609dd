import type { DrillReading } from "@holdfast/contracts/drill";

/**
 * What is known of a condition after one more look. One that is to hold throughout stays with its first look at which it did not; one at
 * the end goes by its last look, and counts its blanks anew with each figure.
 */
export function takeLook(before: DrillReading | undefined, look: DrillReading): DrillReading {
  if (before === undefined) return look;
  const looks = before.looks + look.looks;
  if (look.when !== "throughout") return { ...look, looks };
  const blanks = before.blanks + look.blanks;
  if (before.held === false || (look.held === null && before.held !== null)) return { ...before, looks, blanks };
  return { ...look, looks, blanks };
}
