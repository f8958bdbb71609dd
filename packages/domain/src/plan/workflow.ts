import type { PlanSpec } from "@holdfast/contracts/plan";
import { isParallel, type PlanEntry } from "@holdfast/contracts/plan-entry";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { WorkflowName } from "@holdfast/contracts/workflow";

/** What is done at once: the steps of a set by their places in the flat order, or one step by itself, whose set is null. */
export interface Stage {
  readonly set: string | null;
  readonly steps: readonly number[];
}

/** One workflow of a plan: from which site to which, by name, and by which steps. */
export interface Workflow {
  readonly name: WorkflowName;
  readonly primary: string;
  readonly standby: string;
  /** In one flat order, the members of a set in the order in which they are written: the place of a step is its index everywhere. */
  readonly steps: readonly PlanStep[];
  /** Which of them are done at once; each stage waits for the one before. */
  readonly stages: readonly Stage[];
}

/** The entries of a workflow in one flat order, and what of it is done at once. */
export function inStages(entries: readonly PlanEntry[]): Pick<Workflow, "steps" | "stages"> {
  const steps: PlanStep[] = [];
  const stages = entries.map((entry): Stage => {
    const members = isParallel(entry) ? entry.parallel : [entry];
    return { set: isParallel(entry) ? entry.name : null, steps: members.map((step) => steps.push(step) - 1) };
  });
  return { steps, stages };
}

/** Which stage each step belongs to, and the name of its set, by the step's index. */
export const stageOfEach = ({ stages }: Pick<Workflow, "stages">): readonly { readonly stage: number; readonly set: string | null }[] =>
  stages.flatMap(({ set, steps }, stage) => steps.map(() => ({ stage, set })));

/** A workflow of a plan; null when the plan has none of that name. */
export function workflowOf({ spec }: PlanSpec, name: WorkflowName): Workflow | null {
  const { primary, standby, activate, failback } = spec;
  if (name === "activate") return { name, primary, standby, ...inStages(activate.steps) };
  return failback ? { name, primary: standby, standby: primary, ...inStages(failback.steps) } : null;
}

/** The workflow that a run was approved for. Throws when the plan's version, which never changes, has no such workflow. */
export function approvedWorkflow(plan: PlanSpec, name: WorkflowName): Workflow {
  const workflow = workflowOf(plan, name);
  if (!workflow) throw new RangeError(`the plan has no workflow ${name}`);
  return workflow;
}
