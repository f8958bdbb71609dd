import type { ObjectChange } from "@holdfast/contracts/object-change";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { endingWrites } from "@holdfast/domain/gates/ends-writes";
import { failRehearsal } from "@holdfast/domain/run/rehearse-step";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { verifyStep } from "@holdfast/domain/run/step-changes";
import type { Finding } from "../define-step";
import { isPassing } from "./await-effect";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { Perform } from "./scene";

const nameOf = ({ kind, namespace, name }: ObjectChange) => `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;

/**
 * What a promotion says that a step before it has to bring about, where none of this run's would: a rehearsal changes nothing, so that it
 * finds the other site as it is before a run.
 */
function openPromotion({ steps, plan }: LoadedRun, { bound, row }: LoadedStep, findings: readonly Finding[]): readonly Finding[] {
  const { promotion } = bound;
  if (promotion === null) return [];
  const { source } = promotion;
  const stage = plan.steps[row.index]?.stage ?? 0;
  const before = steps.filter((_, i) => plan.steps[i]?.isLeftOut === false && plan.steps[i].stage < stage).map(({ spec }) => spec);
  if (source !== null && endingWrites(before, source).length > 0) return [];
  return findings.filter(({ severity }) => severity === "info");
}

/**
 * Looks at what a step would meet and what it would change, by a dry run on the API server. Nothing is sent. An agent that can't be
 * asked is asked again until the step's deadline only by a run: a rehearsal says so at once.
 */
export const performRehearse: Perform = async ({ run, step, stepCtx }) => {
  try {
    const found = await step.bound.preflight(stepCtx);
    if (!found.gate.isMet)
      return { change: failRehearsal(step.progress, { outcome: "failed", reason: found.gate.reason, ...textOf(found.gate) }) };
    const changes = found.changes.filter((change) => change.operation !== "none");
    const told = [
      ...openPromotion(run, step, found.findings),
      ...found.findings.filter(({ severity }) => severity === "warning").slice(0, 1),
    ];
    const seen =
      step.progress.effect === "observes"
        ? worded("RehearsedLook")
        : changes.length === 0
          ? worded("RehearsedAsWanted")
          : worded("RehearsedChanges", { objects: changes.map(nameOf).join(", ") });
    const [first] = told;
    const warning = () => (told.length === 1 && first ? textOf(first) : worded("Together", { texts: told.map(textOf) }));
    const text = first ? worded("RehearsedWithWarning", { seen, warning: warning() }) : seen;
    return { change: onlyStep(verifyStep(step.progress, text)), changes: found.changes };
  } catch (cause) {
    if (!isPassing(cause)) throw cause;
    return { change: failRehearsal(step.progress, { outcome: "failed", reason: cause.code, ...textOf(cause) }) };
  }
};
