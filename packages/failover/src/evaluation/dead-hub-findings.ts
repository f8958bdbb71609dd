import type { PlanSpec } from "@holdfast/contracts/plan";
import { RunMode } from "@holdfast/contracts/run-mode";
import { coveredSteps } from "@holdfast/domain/warrant/covered-steps";
import { type Finding, finding } from "../define-step";

/**
 * What a plan lets an agent do without a hub, in words: it stands in the evaluation, so whoever approves a run has seen it and has
 * approved it. The two modes are said apart where they differ.
 */
export function deadHubFindings(plan: PlanSpec): Finding[] {
  const { deadHub, standby: site } = plan.spec;
  if (!deadHub) return [];
  const { after, silentSeconds, expiresAfterSeconds: mostSeconds } = deadHub;
  const found = RunMode.options.map((mode): Finding => {
    const coverage = coveredSteps(plan, mode);
    const steps = coverage?.steps.map(({ step }) => step.name).join(", ") ?? "";
    const stop = coverage?.stopsBefore ?? null;
    const says = { site, after, silentSeconds, mostSeconds, steps };
    if (steps === "") return finding("DeadHubIdle", "warning", after, { site, after, stop: stop ?? "-" });
    return stop === null ? finding("DeadHubFinishes", "info", after, says) : finding("DeadHubStops", "info", after, { ...says, stop });
  });
  return found.filter((each, i) => found.findIndex((other) => other.message === each.message) === i);
}
