import type { PlanSpec } from "@holdfast/contracts/plan";
import { describeStep } from "./describe-step";
import { stepCluster, stepEffects, waitsForPeople } from "./step-catalogue";
import type { Workflow } from "./workflow";

/** Mermaid reads markup and quotes in labels, so everything but plain text goes in as a character code. */
const label = (text: string): string => text.replace(/[^\p{L}\p{N} .,:/%+_-]/gu, (char) => `#${char.codePointAt(0)};`);

const shapes = { person: ["([", "])"], changes: ["[", "]"], observes: ["{{", "}}"] } as const;

/** A workflow of the plan as the text of a Mermaid flow chart: people, changes and checks, each in its own shape. */
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
    ];
    return `  s${i}${open}"${lines.map(label).join("<br/>")}"${close}`;
  });
  const required = `${approvals.required} ${approvals.required === 1 ? "approval" : "approvals"}`;
  return [
    "flowchart TD",
    `  request(["${label(`${primary} to ${standby}, ${required}`)}"])`,
    ...steps,
    `  reached(["${label(`${standby} serves, RTO ${rtoSeconds} s`)}"])`,
    `  ${["request", ...workflow.steps.map((_, i) => `s${i}`), "reached"].join(" --> ")}`,
    "",
  ].join("\n");
}
