import type { CaseFind, CaseStep, Evidence, FindState, StepResult } from "@holdfast/contracts/scenario-case";

function stateOf(find: CaseFind, evidence: readonly Evidence[]): FindState {
  const counts = evidence.flatMap((each) => (each.value === null ? [] : [each.value]));
  if (counts.length === 0) return "noEvidence";
  return counts.every((count) => count >= find.least) ? "found" : "missing";
}

/** The worst of several: one that is missing makes the step missing, one that nobody could look at leaves it open. */
const together = (states: readonly FindState[]): FindState =>
  states.includes("missing") ? "missing" : states.includes("noEvidence") ? "noEvidence" : "found";

/** Whether a step was put into practice, from how many objects each cluster showed for each of its finds, in their order. */
export function judgeStep(step: CaseStep, evidence: readonly (readonly Evidence[])[]): StepResult {
  const finds = step.finds.map((find, index) => {
    const own = evidence[index] ?? [];
    return { state: stateOf(find, own), evidence: [...own] };
  });
  return { step: step.name, state: together(finds.map((find) => find.state)), finds };
}
