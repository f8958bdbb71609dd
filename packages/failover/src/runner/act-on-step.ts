import { Fault } from "@holdfast/contracts/fault";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { LeaseLost } from "@holdfast/db/lease";
import type { Action } from "@holdfast/domain/run/decide";
import { failStep, failUndo } from "@holdfast/domain/run/fail-step";
import { failRehearsal } from "@holdfast/domain/run/rehearse-step";
import type { StepProgress } from "@holdfast/domain/run/run-progress";
import { isStoreTrouble } from "../store-trouble";
import { type LoadedRun, loadedStep } from "./load-run";
import { performPrepare } from "./perform-prepare";
import { performRehearse } from "./perform-rehearse";
import { performRetry } from "./perform-retry";
import { performSend, performUndoSend } from "./perform-send";
import { performUndoPrepare, performUndoVerify } from "./perform-undo";
import { performVerify } from "./perform-verify";
import { recordWrite } from "./record-write";
import type { RunContext } from "./run-context";
import type { HeldRun } from "./run-leases";
import { runStepContext } from "./run-step-context";
import type { RunWrite } from "./run-write";
import type { Perform } from "./scene";
import type { Bell } from "./wake-board";
import { INTERRUPTED, untilIntent } from "./watch-intent";

const actions: Readonly<Record<Action, Perform>> = {
  retry: performRetry,
  prepare: performPrepare,
  send: performSend,
  verify: performVerify,
  undoPrepare: performUndoPrepare,
  undoSend: performUndoSend,
  undoVerify: performUndoVerify,
};

/** What can't be overcome ends a step like any failure: visibly, with its reason. */
export function broken(run: LoadedRun, step: StepProgress, isUndo: boolean, cause: unknown): RunWrite {
  const isFault = cause instanceof Fault;
  const text = isFault
    ? textOf(cause)
    : worded("HubStuck", { why: (cause instanceof Error ? cause.message : String(cause)).slice(0, 480) });
  const wasSent = step.reached.includes(isUndo ? "undoSent" : "sent");
  const failure = {
    outcome: wasSent ? "unknown" : "failed",
    reason: isFault ? cause.code : "Internal",
    ...text,
    isFinal: !isFault,
  } as const;
  if (run.progress.isRehearsal) return { change: failRehearsal(step, failure) };
  return { change: isUndo ? failUndo(run.progress, step, failure) : failStep(step, failure) };
}

/** Whether the store can't be asked anything now. */
export const isStoreDown = (ctx: RunContext): Promise<boolean> =>
  ctx.db.prisma.$queryRaw`SELECT 1`.then(
    () => false,
    () => true,
  );

/** What one action about one step of a run works with. The bell was there before the run was read. */
export interface Acting {
  readonly ctx: RunContext;
  readonly run: LoadedRun;
  readonly held: HeldRun;
  readonly bell: Bell;
  readonly signal: AbortSignal;
}

/**
 * Takes one step over its next boundary: looks or readies an order, and writes what came of it. Writes nothing once the run was
 * told something. Throws what says nothing about the step: trouble with the store, a lost lease, a run that has moved.
 */
export async function actOnStep({ ctx, run, held, bell, signal }: Acting, action: Action, index: number): Promise<void> {
  const step = loadedStep(run, index);
  const write = await untilIntent(ctx, run.row.id, bell, signal, async (either) => {
    try {
      const perform = run.progress.isRehearsal ? performRehearse : actions[action];
      return await perform({ ctx, run, step, stepCtx: runStepContext(ctx, run, step, either) });
    } catch (err) {
      if (either.aborted || err instanceof LeaseLost || isStoreTrouble(err) || (await isStoreDown(ctx))) throw err;
      ctx.log.error({ err, "run.id": run.row.id, "step.name": step.row.name }, "a step broke");
      return broken(run, step.progress, action.startsWith("undo"), err);
    }
  });
  if (write !== INTERRUPTED) await recordWrite(ctx, run, held, write);
}
