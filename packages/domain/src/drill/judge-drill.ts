import type { DrillReading, DrillVerdict } from "@holdfast/contracts/drill";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";

const NEVER_BEGAN: readonly RunPhase[] = ["Rejected", "Expired", "Cancelled"];

/** What a drill that has ended proves, where nothing but its phase says so, and whether a person skipped a step of it. */
export const verdictOfPhase = (phase: RunPhase, hasSkipped: boolean): DrillVerdict => {
  if (phase === "Succeeded") return hasSkipped ? "unproven" : "passed";
  if (NEVER_BEGAN.includes(phase)) return "unproven";
  return phase === "Failed" || phase === "Undone" ? "failed" : "pending";
};

const names = (readings: readonly DrillReading[]) => readings.map(({ name }) => name).join(", ");

/**
 * Judges a drill that has ended, by how it ended and by what was read of its outcome conditions. One that did not hold fails it; one
 * without a figure leaves it unproven, and so does a step that a person has skipped: what nobody saw is no proof.
 */
export function judgeDrill(
  phase: RunPhase,
  readings: readonly DrillReading[],
  skipped: readonly string[] = [],
): { verdict: DrillVerdict; text: Worded } {
  const byPhase = verdictOfPhase(phase, false);
  if (byPhase === "unproven") return { verdict: byPhase, text: worded("DrillNeverBegan") };
  if (byPhase !== "passed") return { verdict: byPhase, text: worded("DrillDidNotSucceed") };
  const outcome = readings.filter(({ when }) => when !== "before");
  const unheld = outcome.filter(({ held }) => held === false);
  if (unheld.length > 0) return { verdict: "failed", text: worded("DrillOutcomeFailed", { conditions: names(unheld) }) };
  if (skipped.length > 0) return { verdict: "unproven", text: worded("DrillStepSkipped", { steps: skipped.join(", ") }) };
  const blank = outcome.filter(({ held, blanks }) => held === null || blanks > 0);
  if (blank.length > 0) return { verdict: "unproven", text: worded("DrillOutcomeBlank", { conditions: names(blank) }) };
  return { verdict: "passed", text: worded("DrillPassed", { conditions: outcome.length }) };
}
