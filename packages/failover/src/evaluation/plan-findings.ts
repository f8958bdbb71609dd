import type { PlanFinding } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { stepTimeoutSeconds, waitsForPeople } from "@holdfast/domain/plan/step-catalogue";
import type { Workflow } from "@holdfast/domain/plan/workflow";
import { type Finding, finding } from "../define-step";

/** A plan that has not moved anything for this long is unproven. */
const PROVEN_FOR_DAYS = 30;
const DAY_MS = 86_400_000;

/** What is known about a plan without asking any cluster. */
export interface PlanFacts {
  /** How many people may approve for both sites. */
  readonly approvers: number;
  /** When a run of this workflow last succeeded. */
  readonly lastSuccessAt: Date | null;
  /** Where the group runs by its last run that succeeded, by name; null before the first. */
  readonly activeSite: string | null;
  readonly now: Date;
}

/** The most people that any part of the plan waits for. */
function approversNeeded(plan: PlanSpec, workflow: Workflow): number {
  const inSteps = workflow.steps.map((step) => (step.use === "approval.wait" ? step.with.required : 0));
  return Math.max(plan.spec.approvals.required, ...inSteps);
}

/** What a workflow of a plan says about itself, its people and its past. */
export function planFindings(plan: PlanSpec, workflow: Workflow, facts: PlanFacts): PlanFinding[] {
  const found: Finding[] = [];
  const { name } = plan.metadata;
  if (workflow.name === "activate" && facts.activeSite === workflow.standby)
    found.push(finding("GroupMoved", "warning", plan.spec.group, { standby: workflow.standby }));
  const longest = workflow.steps.filter((step) => !waitsForPeople(step.use)).reduce((sum, step) => sum + stepTimeoutSeconds(step), 0);
  if (longest > plan.spec.rtoSeconds)
    found.push(finding("RtoExceedable", "warning", name, { longestSeconds: longest, rtoSeconds: plan.spec.rtoSeconds }));
  const needed = approversNeeded(plan, workflow);
  if (facts.approvers < needed) found.push(finding("ApproversShort", "blocking", name, { able: facts.approvers, needed }));
  if (facts.lastSuccessAt === null) found.push(finding("NeverProven", "warning", name));
  else if (facts.now.getTime() - facts.lastSuccessAt.getTime() > PROVEN_FOR_DAYS * DAY_MS)
    found.push(finding("ProvenLongAgo", "warning", name, { date: facts.lastSuccessAt.toISOString().slice(0, 10) }));
  return found.map((each) => ({ step: null, ...each }));
}
