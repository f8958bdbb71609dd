import type { PlanFinding } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { RunMode } from "@holdfast/contracts/run-mode";
import { planProof } from "@holdfast/domain/drill/plan-proof";
import { forecastRecovery, type StepSample } from "@holdfast/domain/forecast/forecast-recovery";
import { longestSeconds, waitsForPeople } from "@holdfast/domain/plan/step-catalogue";
import { formsOf, stepInMode } from "@holdfast/domain/plan/step-in-mode";
import type { Workflow } from "@holdfast/domain/plan/workflow";
import { type Finding, finding } from "../define-step";
import { deadHubFindings } from "./dead-hub-findings";

/** What is known about a plan without asking any cluster. */
export interface PlanFacts {
  /** How many people may approve for both sites. */
  readonly approvers: number;
  /** When a run of this workflow last succeeded, or a drill of it passed. */
  readonly lastSuccessAt: Date | null;
  /** Where the group runs by its last run that succeeded, by name; null before the first. */
  readonly activeSite: string | null;
  /** What the steps of this workflow took in earlier runs. */
  readonly durations: readonly StepSample[];
  readonly now: Date;
}

/** The most people that any part of the plan waits for. */
function approversNeeded(plan: PlanSpec, workflow: Workflow): number {
  const inSteps = workflow.steps.flatMap(formsOf).map(({ step }) => (step.use === "approval.wait" ? step.with.required : 0));
  return Math.max(plan.spec.approvals.required, ...inSteps);
}

/** How long the steps of a run of that mode may take together, people not counted; of a set the longest counts. */
const longestOf = ({ steps, stages }: Workflow, mode: RunMode): number => {
  const lengths = steps.map((each) => {
    const step = stepInMode(each, mode);
    return step && !waitsForPeople(step.use) ? longestSeconds(step) : 0;
  });
  return stages.reduce((sum, stage) => sum + Math.max(...stage.steps.map((index) => lengths[index] ?? 0)), 0);
};

/** What a workflow of a plan says about itself, its people and its past. */
export function planFindings(plan: PlanSpec, workflow: Workflow, facts: PlanFacts): PlanFinding[] {
  const found: Finding[] = [];
  const { name } = plan.metadata;
  if (workflow.name === "activate" && facts.activeSite === workflow.standby)
    found.push(finding("GroupMoved", "warning", plan.spec.group, { standby: workflow.standby }));
  const longest = Math.max(...RunMode.options.map((mode) => longestOf(workflow, mode)));
  if (longest > plan.spec.rtoSeconds)
    found.push(finding("RtoExceedable", "warning", name, { longestSeconds: longest, rtoSeconds: plan.spec.rtoSeconds }));
  const forecast = forecastRecovery(workflow.steps, facts.durations);
  if (forecast.isKnown && forecast.p95Ms > plan.spec.rtoSeconds * 1000)
    found.push(
      finding("ForecastOverRto", "warning", name, {
        runs: forecast.runs,
        p95Seconds: Math.ceil(forecast.p95Ms / 100) / 10,
        rtoSeconds: plan.spec.rtoSeconds,
      }),
    );
  const needed = approversNeeded(plan, workflow);
  if (facts.approvers < needed) found.push(finding("ApproversShort", "blocking", name, { able: facts.approvers, needed }));
  if (workflow.name === "activate") found.push(...deadHubFindings(plan));
  const { lastAt, isProven, maxAgeDays: days } = planProof(plan, facts.lastSuccessAt, facts.now);
  if (lastAt === null) found.push(finding("NeverProven", "warning", name));
  else if (!isProven) found.push(finding("ProvenLongAgo", "warning", name, { date: lastAt.toISOString().slice(0, 10), days }));
  return found.map((each) => ({ step: null, ...each }));
}
