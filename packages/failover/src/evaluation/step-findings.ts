import { Fault } from "@holdfast/contracts/fault";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Log } from "@holdfast/contracts/log-fields";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { stepCluster } from "@holdfast/domain/plan/step-catalogue";
import { bindStep } from "../catalogue";
import type { Site, StepContext } from "../step-context";
import { isStoreTrouble } from "../store-trouble";
import { unreachableSeverity } from "./site-findings";

/** The preflight of one step as findings. A step that can't be looked at is a finding too, but trouble with the store is none: it is thrown. */
export async function stepFindings(ctx: StepContext, step: PlanStep, sites: readonly Site[], log: Log): Promise<PlanFinding[]> {
  const bound = bindStep(step);
  try {
    const { findings } = await bound.preflight(ctx);
    return findings.map((found) => ({ step: step.name, ...found }));
  } catch (cause) {
    if (isStoreTrouble(cause)) throw cause;
    const site = sites.find((each) => each.name === stepCluster(step));
    const isFault = cause instanceof Fault;
    if (!isFault) log.error({ err: cause, "step.name": step.name }, "a preflight broke");
    return [
      {
        step: step.name,
        code: isFault ? cause.code : "PreflightBroken",
        severity: isFault && site ? unreachableSeverity(site) : "blocking",
        object: bound.object,
        ...(isFault ? worded("NotCheckable", { why: textOf(cause) }) : worded("PreflightBroken")),
      },
    ];
  }
}
