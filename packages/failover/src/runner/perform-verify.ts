import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { beginAgain } from "@holdfast/domain/run/begin-step";
import { failStep } from "@holdfast/domain/run/fail-step";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { verifyStep } from "@holdfast/domain/run/step-changes";
import { awaitEffect } from "./await-effect";
import { deadlineOf, MAX_ATTEMPTS, type Perform } from "./scene";

/** Somebody else has changed it since: not ours to change again. */
const isFinal = (reason: string) => reason === "Drifted";

/** How long after its order a step counts as just sent: then its receipt is waited for before the first look. */
const FRESH_MS = 1000;

/** Looks until the step is seen to be done, or surely will not be. */
export const performVerify: Perform = async (scene) => {
  const { ctx, run, step, stepCtx } = scene;
  const isChange = step.progress.effect === "changes";
  const isFresh = step.row.sentAt !== null && ctx.now().getTime() - step.row.sentAt.getTime() < FRESH_MS;
  const verdict = await awaitEffect(
    ctx,
    stepCtx,
    { run, step, bound: step.bound, before: step.before, commandId: isChange ? step.row.commandId : null, deadlineAt: deadlineOf(scene) },
    isFresh,
  );
  switch (verdict.kind) {
    case "done":
      return { change: onlyStep(verifyStep(step.progress, verdict)) };
    case "again":
      if (step.row.attempt < MAX_ATTEMPTS) return { change: onlyStep(...beginAgain(step.progress, verdict.because)) };
      return {
        change: failStep(step.progress, {
          outcome: "failed",
          reason: "NoEffect",
          isFinal: true,
          ...worded("TriedInVain", { times: MAX_ATTEMPTS, why: verdict.because }),
        }),
      };
    case "failed":
      return {
        change: failStep(step.progress, {
          outcome: "failed",
          reason: verdict.reason,
          isFinal: isFinal(verdict.reason),
          ...textOf(verdict),
        }),
      };
    case "unknown":
      return { change: failStep(step.progress, { outcome: "unknown", reason: "Unknown", ...textOf(verdict) }) };
  }
};
