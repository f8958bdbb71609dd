import { beginStep } from "@holdfast/domain/run/begin-step";
import { onlyStep } from "@holdfast/domain/run/run-change";
import type { Perform } from "./scene";

/** Rests until a step that failed is due again, and begins its next attempt: that one looks first what the last has left. */
export const performRetry: Perform = async ({ ctx, run, step, stepCtx }) => {
  const bell = ctx.board.bell(`run:${run.row.id}`);
  try {
    for (;;) {
      stepCtx.signal.throwIfAborted();
      const leftMs = (step.retryAt?.getTime() ?? 0) - ctx.now().getTime();
      if (leftMs <= 0) return { change: onlyStep(beginStep(step.progress)) };
      await bell.heard(leftMs, stepCtx.signal);
    }
  } finally {
    bell.close();
  }
};
