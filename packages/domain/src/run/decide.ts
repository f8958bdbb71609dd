// The runner's only brain: from what the rows tell to the next thing to do. A restarted hub asks the same question of the
// same rows, so resuming is not a case of its own.
import { worded } from "@holdfast/contracts/worded";
import { beginStep } from "./begin-step";
import { remainingUndo } from "./fail-step";
import { type Asker, obeyIntent } from "./obey-intent";
import { movesGroup } from "./phase-machine";
import { beginRehearsal, nextToRehearse, wouldFail } from "./rehearse-step";
import { onlyStep, type RunChange } from "./run-change";
import { type RunProgress, stepsToUndo } from "./run-progress";

/** What needs the world: a look at it, or an order to it. */
export type Action = "prepare" | "send" | "verify" | "undoPrepare" | "undoSend" | "undoVerify";

/** The next thing to do about a run. */
export type Decision =
  | { readonly kind: "change"; readonly change: RunChange }
  | { readonly kind: "perform"; readonly action: Action; readonly step: number }
  /** A person has to say how it goes on. */
  | { readonly kind: "await" }
  | { readonly kind: "ended" };

const changed = (change: RunChange): Decision => ({ kind: "change", change });

function decideForward(run: RunProgress): Decision {
  const step = run.steps.find((each) => each.state !== "Done" && each.state !== "Skipped");
  if (!step) return changed({ steps: [], phase: { to: "Succeeded", ...worded("EveryStepVerified") }, answers: null });
  switch (step.state) {
    case "Preflight":
      return { kind: "perform", action: "prepare", step: step.index };
    case "Running":
      return { kind: "perform", action: "send", step: step.index };
    case "Verifying":
    case "AwaitingApproval":
      return { kind: "perform", action: "verify", step: step.index };
    default:
      return changed(onlyStep(beginStep(step)));
  }
}

function decideRehearsal(run: RunProgress): Decision {
  const step = nextToRehearse(run);
  if (step?.state === "Preflight") return { kind: "perform", action: "prepare", step: step.index };
  if (step) return changed(onlyStep(beginRehearsal(step, worded("Rehearsing"))));
  const failed = wouldFail(run);
  const text =
    failed.length === 0 ? worded("RehearsedWell") : worded("RehearsedBadly", { steps: failed.map((each) => each.name).join(", ") });
  return changed({ steps: [], phase: { to: failed.length === 0 ? "Succeeded" : "Failed", ...text }, answers: null });
}

function decideUndo(run: RunProgress): Decision {
  const [step] = stepsToUndo(run);
  if (!step) return changed({ steps: [], phase: { to: "Undone", ...worded("EverythingUndone") }, answers: null });
  if (step.isIrreversible)
    return changed({
      steps: [],
      phase: { to: "NeedsOperator", ...worded("UndoImpossible", { step: step.name, remains: remainingUndo(run) }) },
      answers: null,
    });
  const reached = step.state === "Undoing" ? step.reached : [];
  const action = reached.includes("undoSent") ? "undoVerify" : reached.includes("undoIntended") ? "undoSend" : "undoPrepare";
  return { kind: "perform", action, step: step.index };
}

/** The next thing to do about a run; `asker` is who set its intent. */
export function decide(run: RunProgress, asker: Asker): Decision {
  if (!movesGroup(run.phase)) return { kind: "ended" };
  if (run.intent !== null) return changed(obeyIntent(run, run.intent, asker));
  if (run.phase === "Running") return run.isRehearsal ? decideRehearsal(run) : decideForward(run);
  if (run.phase === "Undoing") return decideUndo(run);
  return { kind: "await" };
}
