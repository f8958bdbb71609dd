import type { PlanSpec } from "@holdfast/contracts/plan";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { WorkflowName } from "@holdfast/contracts/workflow";

/** One workflow of a plan: from which site to which, by name, and by which steps. */
export interface Workflow {
  readonly name: WorkflowName;
  readonly primary: string;
  readonly standby: string;
  readonly steps: readonly PlanStep[];
}

/** A workflow of a plan; null when the plan has none of that name. */
export function workflowOf({ spec }: PlanSpec, name: WorkflowName): Workflow | null {
  const { primary, standby, activate, failback } = spec;
  if (name === "activate") return { name, primary, standby, steps: activate.steps };
  return failback ? { name, primary: standby, standby: primary, steps: failback.steps } : null;
}

/** The workflow that a run was approved for. Throws when the plan's version, which never changes, has no such workflow. */
export function approvedWorkflow(plan: PlanSpec, name: WorkflowName): Workflow {
  const workflow = workflowOf(plan, name);
  if (!workflow) throw new RangeError(`the plan has no workflow ${name}`);
  return workflow;
}
