import type { Json } from "@holdfast/contracts/json";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { failStep } from "@holdfast/domain/run/fail-step";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { intendStep, verifyStep } from "@holdfast/domain/run/step-changes";
import type { Preflight } from "../define-step";
import { awaitEffect, isPassing } from "./await-effect";
import type { RunWrite } from "./run-write";
import { sayProgress } from "./say-progress";
import { deadlineOf, type Perform, type Scene } from "./scene";

/** Looks before the step; asks again while the agent can't be asked, until the deadline. */
async function preflight(scene: Scene): Promise<Preflight<Json> | RunWrite> {
  const { ctx, run, step, stepCtx } = scene;
  const bell = ctx.board.bell("link", `run:${run.row.id}`);
  try {
    for (;;) {
      stepCtx.signal.throwIfAborted();
      try {
        return await step.bound.preflight(stepCtx);
      } catch (cause) {
        if (!isPassing(cause)) throw cause;
        if (ctx.now() >= deadlineOf(scene))
          return { change: failStep(step.progress, { outcome: "failed", reason: cause.code, ...textOf(cause) }) };
        await sayProgress(ctx, run, step, worded("WaitingToLook", { why: textOf(cause) }));
      }
      await bell.heard(ctx.tuning.lookMs, stepCtx.signal);
    }
  } finally {
    bell.close();
  }
}

/** What an earlier attempt may have left: done, still coming, or surely nothing, in which case null lets this attempt send. */
async function settleEarlier({ ctx, run, step, stepCtx }: Scene, deadlineAt: Date): Promise<RunWrite | null> {
  if (!step.progress.wasSent) return null;
  const { undoRecord, row } = step;
  const verdict = await awaitEffect(
    ctx,
    stepCtx,
    { run, step, bound: step.bound, before: undoRecord, commandId: row.commandId, isEarlier: true, deadlineAt },
    false,
  );
  if (verdict.kind === "again") return null;
  if (verdict.kind === "done") return { change: onlyStep(verifyStep(step.progress, verdict)) };
  const reason = verdict.kind === "unknown" ? "Unknown" : verdict.reason;
  return { change: failStep(step.progress, { outcome: verdict.kind, reason, isFinal: reason === "Drifted", ...textOf(verdict) }) };
}

const isNothingToDo = (found: Preflight<Json>) => found.changes.every((change) => change.operation === "none");

/**
 * Checks a step before anything is sent and writes down what an undo needs. Already as wanted is success. An earlier attempt
 * that may have had an effect is settled first.
 */
export const performPrepare: Perform = async (scene) => {
  const { step, stepCtx } = scene;
  const settled = await settleEarlier(scene, deadlineOf(scene));
  if (settled) return settled;
  const found = await preflight(scene);
  if ("change" in found) return found;
  if (!found.gate.isMet)
    return { change: failStep(step.progress, { outcome: "failed", reason: found.gate.reason, ...textOf(found.gate) }) };
  if (isNothingToDo(found)) {
    const seen = await step.bound.verify(stepCtx, found.before);
    if (seen.kind === "done") return { change: onlyStep(verifyStep(step.progress, worded("AlreadySo", { seen: textOf(seen) }))) };
  }
  return {
    change: onlyStep(intendStep(step.progress, worded("CheckedNothingSent"), { before: found.before })),
    changes: found.changes,
    // The first attempt that is sent knows how the world was before the run; later ones would record their own effect.
    ...(step.progress.wasSent ? {} : { undoRecord: found.before }),
  };
};
