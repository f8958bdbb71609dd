import type { ObjectChange } from "@holdfast/contracts/object-change";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { failRehearsal } from "@holdfast/domain/run/rehearse-step";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { verifyStep } from "@holdfast/domain/run/step-changes";
import { isPassing } from "./await-effect";
import type { Perform } from "./scene";

const nameOf = ({ kind, namespace, name }: ObjectChange) => `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;

/**
 * Looks at what a step would meet and what it would change, by a dry run on the API server. Nothing is sent. An agent that can't be
 * asked is asked again until the step's deadline only by a run: a rehearsal says so at once.
 */
export const performRehearse: Perform = async ({ step, stepCtx }) => {
  try {
    const found = await step.bound.preflight(stepCtx);
    if (!found.gate.isMet)
      return { change: failRehearsal(step.progress, { outcome: "failed", reason: found.gate.reason, ...textOf(found.gate) }) };
    const changes = found.changes.filter((change) => change.operation !== "none");
    const warning = found.findings.find((finding) => finding.severity === "warning");
    const seen =
      step.progress.effect === "observes"
        ? worded("RehearsedLook")
        : changes.length === 0
          ? worded("RehearsedAsWanted")
          : worded("RehearsedChanges", { objects: changes.map(nameOf).join(", ") });
    const text = warning ? worded("RehearsedWithWarning", { seen, warning: textOf(warning) }) : seen;
    return { change: onlyStep(verifyStep(step.progress, text)), changes: found.changes };
  } catch (cause) {
    if (!isPassing(cause)) throw cause;
    return { change: failRehearsal(step.progress, { outcome: "failed", reason: cause.code, ...textOf(cause) }) };
  }
};
