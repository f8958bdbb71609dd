// The runner's only brain: from what the rows tell to the next thing to do. A restarted hub asks the same question of the
// same rows, so resuming is not a case of its own.
import type { StepState } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { beginStep } from "./begin-step";
import { endSet, remainingUndo } from "./fail-step";
import { type Asker, obeyIntent } from "./obey-intent";
import { movesGroup } from "./phase-machine";
import { beginRehearsal, nextToRehearse, wouldFail } from "./rehearse-step";
import { onlyStep, type RunChange } from "./run-change";
import { openStage, type RunProgress, type StepProgress, stepsToUndo } from "./run-progress";

/** What needs the world: a look at it, an order to it, or its time: a step that is tried again rests before. */
export type Action = "retry" | "prepare" | "send" | "verify" | "undoPrepare" | "undoSend" | "undoVerify";

/** The next thing to do about a run. */
export type Decision =
  | { readonly kind: "change"; readonly change: RunChange }
  | { readonly kind: "perform"; readonly action: Action; readonly step: number }
  /** A person has to say how it goes on. */
  | { readonly kind: "await" }
  | { readonly kind: "ended" };

const changed = (change: RunChange): Decision => ({ kind: "change", change });

const atWork: Readonly<Partial<Record<StepState, Action>>> = {
  Preflight: "prepare",
  Running: "send",
  Verifying: "verify",
  AwaitingApproval: "verify",
};

/** What a step needs of the world now; null when it has not begun, or has come to rest without success. */
function actionOf(step: StepProgress): Action | null {
  if (step.isRetrying) return "retry";
  return atWork[step.state] ?? null;
}

/** How a run ends well; what a person had it go on without is said. */
function successOf({ steps }: RunProgress): Worded {
  const skipped = steps.filter(({ reached }) => reached.includes("skipped")).map(({ name }) => name);
  return skipped.length === 0 ? worded("EveryStepVerified") : worded("EveryOtherStepVerified", { steps: skipped.join(", ") });
}

function decideForward(run: RunProgress): readonly Decision[] {
  const open = openStage(run);
  if (open.length === 0) return [changed({ steps: [], phase: { to: "Succeeded", ...successOf(run) }, answers: null })];
  // A step by itself that failed was let go on by a person; the members of a set are begun again by the very answer to that.
  const toBegin = open.filter((step) => step.state === "Pending" || (step.set === null && actionOf(step) === null));
  if (toBegin.length > 0) return [changed(onlyStep(...toBegin.map(beginStep)))];
  const performs = open.flatMap((step): Decision[] => {
    const action = actionOf(step);
    return action === null ? [] : [{ kind: "perform", action, step: step.index }];
  });
  return performs.length > 0 ? performs : [changed(endSet(open))];
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

/** Everything to do about a run now: one thing, or one for each member of a parallel set that is at work. `asker` is who set its intent. */
export function decideAll(run: RunProgress, asker: Asker): readonly Decision[] {
  if (!movesGroup(run.phase)) return [{ kind: "ended" }];
  if (run.intent !== null) return [changed(obeyIntent(run, run.intent, asker))];
  if (run.phase === "Running") return run.isRehearsal ? [decideRehearsal(run)] : decideForward(run);
  if (run.phase === "Undoing") return [decideUndo(run)];
  return [{ kind: "await" }];
}

/** The next thing to do about a run, of those that there are. */
export function decide(run: RunProgress, asker: Asker): Decision {
  const [first] = decideAll(run, asker);
  if (!first) throw new RangeError("there is always something to do about a run, if only to wait");
  return first;
}
