import type { PlanSpec } from "@holdfast/contracts/plan";
import { clustersIn } from "@holdfast/contracts/plan-clusters";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import { describeStep } from "./describe-step";
import { stepCluster, stepEffects, waitsForPeople } from "./step-catalogue";
import { otherAction } from "./step-in-mode";
import type { Workflow } from "./workflow";

/** Mermaid reads markup and quotes in labels, so everything but plain text goes in as a character code. */
const label = (text: string): string => text.replace(/[^\p{L}\p{N} .,:/%+_-]/gu, (char) => `#${char.codePointAt(0)};`);

/** What is done instead when the primary is lost; no line where that is the same. */
function ifLost(step: PlanStep): string[] {
  if (step.ungraceful === "skip") return ["primary lost: left out"];
  const other = otherAction(step);
  if (!other) return [];
  const { object, change } = describeStep(other);
  const cluster = stepCluster(other);
  return [`primary lost: ${other.use}${cluster ? ` on ${cluster}` : ""}`, object, ...(change ? [change] : [])];
}

/** Mermaid puts what nothing ties together across its direction. More members of a set than this would make the picture too wide to be read: they stand below each other. */
const MOST_BESIDE = 3;

const shapes = { person: ["([", "])"], changes: ["[", "]"], observes: ["{{", "}}"] } as const;

/** A workflow of the plan as the text of a Mermaid flow chart: people, changes and checks, each in its own shape, and the clusters beside the two sites. */
export function planDiagram(plan: PlanSpec, workflow: Workflow): string {
  const { rtoSeconds, approvals } = plan.spec;
  const { primary, standby } = workflow;
  const steps = workflow.steps.map((step, i) => {
    const [open, close] = shapes[waitsForPeople(step.use) ? "person" : stepEffects[step.use]];
    const { object, change } = describeStep(step);
    const lines = [
      `${i + 1}. ${step.name}`,
      `${step.use}${stepCluster(step) ? ` on ${stepCluster(step)}` : ""}`,
      object,
      ...(change ? [change] : []),
      ...ifLost(step),
    ];
    return `  s${i}${open}"${lines.map(label).join("<br/>")}"${close}`;
  });
  const stages = workflow.stages.map(({ set, steps: members }, i) => {
    const nodes = members.map((index) => steps[index] ?? "");
    if (set === null) return nodes;
    const beside = members.length <= MOST_BESIDE ? ["    direction TB"] : [];
    return [`  subgraph set${i}["${label(`at once: ${set}`)}"]`, ...beside, ...nodes, "  end"];
  });
  const others = (plan.spec.others ?? []).flatMap(({ cluster, why }, i) => {
    const there = workflow.steps.flatMap((step, at) =>
      [...clustersIn(step), ...clustersIn(step.ungraceful)].some((each) => each.cluster === cluster) ? [`s${at}`] : [],
    );
    return there.length === 0 ? [] : [`  other${i}[/"${label(`${cluster}: ${why}`)}"/]`, `  other${i} -.- ${there.join(" & ")}`];
  });
  // One arrow to a set and one from it: what is before comes before all of it, and what follows waits for all of it.
  const ways = workflow.stages.map(({ set, steps: members }, i) =>
    set === null ? members.map((index) => `s${index}`).join(" & ") : `set${i}`,
  );
  const required = `${approvals.required} ${approvals.required === 1 ? "approval" : "approvals"}`;
  return [
    "flowchart TD",
    `  request(["${label(`${primary} to ${standby}, ${required}`)}"])`,
    ...stages.flat(),
    ...others,
    `  reached(["${label(`${standby} serves, RTO ${rtoSeconds} s`)}"])`,
    `  ${["request", ...ways, "reached"].join(" --> ")}`,
    "",
  ].join("\n");
}
