import type { CaseTarget, Evidence, TargetResult } from "@holdfast/contracts/scenario-case";
import { holds } from "./holds";

/**
 * The verdict on one target from what the clusters showed. The target says whether the highest or the lowest value decides;
 * without any measured value there is no evidence, and nothing is green.
 */
export function judgeTarget(target: CaseTarget, evidence: readonly Evidence[]): TargetResult {
  const values = evidence.flatMap((each) => (each.value === null ? [] : [each.value]));
  if (values.length === 0) return { target: target.name, verdict: "noEvidence", measured: null, evidence: [...evidence] };
  const measured = target.evidence.counts === "highest" ? Math.max(...values) : Math.min(...values);
  return {
    target: target.name,
    verdict: holds(measured, target.comparison, target.value) ? "verified" : "failing",
    measured,
    evidence: [...evidence],
  };
}
