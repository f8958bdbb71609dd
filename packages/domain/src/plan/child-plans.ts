import type { Worded } from "@holdfast/contracts/phrase";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { type GapsArgument, type PhraseCode, worded } from "@holdfast/contracts/worded";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { isForDrills } from "./step-catalogue";
import { formsOf } from "./step-in-mode";
import { type Workflow, workflowOf } from "./workflow";

/** A workflow of another plan that a step runs. */
export interface ChildCall {
  readonly plan: string;
  readonly workflow: WorkflowName;
}

/** The workflows of other plans that the steps of a workflow run, in whichever mode, each once. */
export function childCalls({ steps }: Pick<Workflow, "steps">): readonly ChildCall[] {
  const calls = steps.flatMap(formsOf).flatMap(({ step }) => (step.use === "plan.run" ? [step.with] : []));
  return calls.filter((call, i) => calls.findIndex((each) => each.plan === call.plan && each.workflow === call.workflow) === i);
}

/** The workflows of other plans that any workflow of a plan runs. */
export const childCallsOf = (plan: PlanSpec): readonly ChildCall[] =>
  (["activate", "failback"] as const).flatMap((name) => {
    const workflow = workflowOf(plan, name);
    return workflow ? childCalls(workflow) : [];
  });

/** What of the plan whose step it is bears on the plan that is run. */
export interface ParentTerms {
  readonly group: string;
  readonly approvalsRequired: number;
}

/** Why a plan can't be run by a step, with the code of the finding. */
export interface ChildProblem extends Worded {
  readonly code: PhraseCode;
}

const problem = <C extends PhraseCode>(code: C, ...gaps: GapsArgument<C>): ChildProblem => ({ code, ...worded(code, ...gaps) });

/** What in the text of a plan keeps a step of another from running it; `spec` is null where there is no such plan. */
export function childProblems(parent: ParentTerms, { plan, workflow }: ChildCall, spec: PlanSpec["spec"] | null): readonly ChildProblem[] {
  if (spec === null) return [problem("ChildPlanAbsent", { plan })];
  const entries = workflow === "activate" ? spec.activate.steps : spec.failback?.steps;
  if (!entries) return [problem("ChildWorkflowAbsent", { plan })];
  const steps = entries.flatMap((entry) => ("parallel" in entry ? entry.parallel : [entry]));
  const uses = (is: (use: (typeof steps)[number]["use"]) => boolean) =>
    steps.filter((step) => formsOf(step).some((form) => is(form.step.use)));
  const [nested] = uses((use) => use === "plan.run");
  const needed = spec.approvals.required;
  return [
    ...(spec.group === parent.group ? [problem("ChildOfSameGroup", { plan, group: spec.group })] : []),
    ...(nested ? [problem("ChildHasChildren", { plan, step: nested.name })] : []),
    ...(needed > parent.approvalsRequired ? [problem("ChildNeedsMore", { plan, needed, given: parent.approvalsRequired })] : []),
    ...(spec.drill?.isolated || uses(isForDrills).length > 0 ? [problem("ChildForDrills", { plan })] : []),
  ];
}
