import type { Json } from "@holdfast/contracts/json";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { type Failure, failUndo } from "@holdfast/domain/run/fail-step";
import { isSettled, type Sending } from "@holdfast/domain/run/judge-effect";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { finishUndo, giveUpUndo, intendUndo } from "@holdfast/domain/run/step-changes";
import type { BoundStep } from "../catalogue";
import { awaitEffect, look, sendingOf } from "./await-effect";
import type { RunWrite } from "./run-write";
import { sayProgress } from "./say-progress";
import { deadlineOf, MAX_ATTEMPTS, type Perform, type Scene } from "./scene";

function inverseOf({ step }: Scene): { step: BoundStep; before: Json } {
  const inverse = step.bound.inverse(step.undoRecord);
  if (!inverse) throw new TypeError(`${step.row.use} has nothing to undo`);
  return inverse;
}

const failed = ({ run, step }: Scene, failure: Failure): RunWrite => ({ change: failUndo(run.progress, step.progress, failure) });

/** What became of the order that did the step; null when none was given. */
const doneBy = ({ ctx, step }: Scene): Promise<Sending | null> =>
  step.row.commandId === null ? Promise.resolve(null) : sendingOf(ctx, step.row.commandId);

/**
 * Looks whether the world still is as the step left it. As it was before: nothing to do. Changed by somebody else since: left
 * alone, and a person is told. An order that may still arrive is waited out first.
 */
export const performUndoPrepare: Perform = async (scene) => {
  const { ctx, run, step, stepCtx } = scene;
  const inverse = inverseOf(scene);
  const deadlineMs = ctx.now().getTime() + stepTimeoutSeconds(step.spec) * 1000;
  const { commandId } = step.row;
  const bell = ctx.board.bell("link", `run:${run.row.id}`, ...(commandId ? [`command:${commandId}`] : []));
  try {
    for (;;) {
      stepCtx.signal.throwIfAborted();
      const sending = await doneBy(scene);
      const canBeLate = sending !== null && !isSettled(sending);
      const seen = await look(inverse.step, stepCtx, inverse.before);
      stepCtx.signal.throwIfAborted();
      if (!canBeLate && seen.kind === "done")
        return { change: onlyStep(finishUndo(step.progress, worded("AlreadyAsBefore", { seen: textOf(seen) }))) };
      if (!canBeLate && seen.kind === "failed") return failed(scene, { outcome: "failed", reason: "Drifted", ...seen.because });
      if (!canBeLate && seen.kind === "waiting" && seen.isUntouched)
        return { change: onlyStep(intendUndo(step.progress, worded("UndoReady"))) };
      if (!canBeLate && seen.kind === "unreadable" && seen.isForGood)
        return failed(scene, { outcome: "unknown", reason: "Unknown", ...seen.because });
      const what = canBeLate
        ? sending.said?.message
          ? sending.said
          : worded("LateOrder")
        : seen.kind === "waiting"
          ? seen.for
          : seen.kind === "done"
            ? textOf(seen)
            : seen.because;
      if (ctx.now().getTime() >= deadlineMs && !canBeLate)
        return failed(scene, { outcome: "failed", reason: "TimedOut", ...worded("TimedOut", { what }) });
      await sayProgress(ctx, run, step, worded("BeforeUndo", { what }));
      await bell.heard(ctx.tuning.lookMs, stepCtx.signal);
    }
  } finally {
    bell.close();
  }
};

/** Looks until the world is seen to be as it was before the step. */
export const performUndoVerify: Perform = async (scene) => {
  const { ctx, run, step, stepCtx } = scene;
  const inverse = inverseOf(scene);
  const verdict = await awaitEffect(
    ctx,
    stepCtx,
    { run, step, bound: inverse.step, before: inverse.before, commandId: step.row.undoCommandId, deadlineAt: deadlineOf(scene) },
    true,
  );
  switch (verdict.kind) {
    case "done":
      return { change: onlyStep(finishUndo(step.progress, verdict)) };
    case "again":
      if (step.row.attempt < MAX_ATTEMPTS) return { change: onlyStep(giveUpUndo(step.progress, verdict.because)) };
      return failed(scene, {
        outcome: "failed",
        reason: "NoEffect",
        ...worded("TriedInVain", { times: MAX_ATTEMPTS, why: verdict.because }),
      });
    case "failed":
      return failed(scene, { outcome: "failed", reason: verdict.reason, ...textOf(verdict) });
    case "unknown":
      return failed(scene, { outcome: "unknown", reason: "Unknown", ...textOf(verdict) });
  }
};
