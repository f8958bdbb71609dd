import type { PlanFinding } from "@holdfast/contracts/gate";
import { stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { formsOf } from "@holdfast/domain/plan/step-in-mode";
import type { Workflow } from "@holdfast/domain/plan/workflow";
import { finding } from "../define-step";
import type { ChildSpecs } from "./child-specs";

/** Warns of every step that gives the plan that it runs less time than that plan's own objective allows. */
export const childFindings = ({ steps }: Pick<Workflow, "steps">, specs: ChildSpecs): PlanFinding[] =>
  steps.flatMap((entry) => {
    const short = formsOf(entry).flatMap(({ step }) => {
      const rtoSeconds = step.use === "plan.run" ? specs.get(step.with.plan)?.rtoSeconds : undefined;
      const seconds = stepTimeoutSeconds(step);
      return step.use === "plan.run" && rtoSeconds !== undefined && seconds < rtoSeconds
        ? [{ plan: step.with.plan, seconds, rtoSeconds }]
        : [];
    });
    return short.slice(0, 1).map((gaps) => ({ step: entry.name, ...finding("ChildMayOutlast", "warning", gaps.plan, gaps) }));
  });
