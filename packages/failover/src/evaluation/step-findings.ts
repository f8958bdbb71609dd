import { Fault } from "@holdfast/contracts/fault";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Log } from "@holdfast/contracts/log-fields";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { RunMode } from "@holdfast/contracts/run-mode";
import type { StepChanges } from "@holdfast/contracts/step-changes";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { stepCluster } from "@holdfast/domain/plan/step-catalogue";
import { bindStep } from "../catalogue";
import type { Site, StepContext } from "../step-context";
import { isStoreTrouble } from "../store-trouble";
import { unreachableSeverity } from "./site-findings";

/** What the preflight of one form of a step says, and what a dry run of it would change. */
export interface StepSaid {
  readonly findings: readonly PlanFinding[];
  readonly changes: readonly StepChanges[];
}

/** The preflight of one form of a step; `mode` where it is not the same in both. A step that can't be looked at is a finding too, but trouble with the store is none: it is thrown. */
export async function stepFindings(
  ctx: StepContext,
  { step, mode }: { readonly step: PlanStep; readonly mode?: RunMode },
  sites: readonly Site[],
  log: Log,
): Promise<StepSaid> {
  const about = { step: step.name, ...(mode && { mode }) };
  const bound = bindStep(step);
  try {
    const { findings, changes } = await bound.preflight(ctx);
    const changed = changes.filter(({ operation }) => operation !== "none");
    return {
      findings: findings.map((found) => ({ ...about, ...found })),
      changes: changed.length > 0 ? [{ ...about, changes: changed }] : [],
    };
  } catch (cause) {
    if (isStoreTrouble(cause)) throw cause;
    const site = sites.find((each) => each.name === stepCluster(step));
    const isFault = cause instanceof Fault;
    if (!isFault) log.error({ err: cause, "step.name": step.name }, "a preflight broke");
    const broken: PlanFinding = {
      ...about,
      code: isFault ? cause.code : "PreflightBroken",
      severity: isFault && site ? unreachableSeverity(site) : "blocking",
      object: bound.object,
      ...(isFault ? worded("NotCheckable", { why: textOf(cause) }) : worded("PreflightBroken")),
    };
    return { findings: [broken], changes: [] };
  }
}
