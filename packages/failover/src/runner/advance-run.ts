// One boundary of one run: read the rows, decide, look or ready an order, write. A restarted hub calls the very same function
// on the very same rows. It never remembers anything between two calls but what cannot change.
import { Fault } from "@holdfast/contracts/fault";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { LeaseLost } from "@holdfast/db/lease";
import { type Action, decide } from "@holdfast/domain/run/decide";
import { failStep, failUndo } from "@holdfast/domain/run/fail-step";
import { failRehearsal } from "@holdfast/domain/run/rehearse-step";
import { activeStep, type StepProgress, stepsToUndo } from "@holdfast/domain/run/run-progress";
import { isStoreTrouble } from "../store-trouble";
import { type LoadedRun, loadedStep, loadRun, loadRunPlan, type RunPlan } from "./load-run";
import { performPrepare } from "./perform-prepare";
import { performRehearse } from "./perform-rehearse";
import { performSend, performUndoSend } from "./perform-send";
import { performUndoPrepare, performUndoVerify } from "./perform-undo";
import { performVerify } from "./perform-verify";
import { recordWrite } from "./record-write";
import type { RunContext } from "./run-context";
import type { HeldRun } from "./run-leases";
import { runStepContext } from "./run-step-context";
import { RunMoved, type RunWrite } from "./run-write";
import type { Perform } from "./scene";
import type { Bell } from "./wake-board";
import { INTERRUPTED, untilIntent, waitForIntent } from "./watch-intent";

/** The two workflows of a run. */
export type Way = "activate" | "undo";

/** Where a call has left a run: it goes on, it goes on the other way, it has ended, or another process has to drive it. */
export type Advanced = "continues" | "undoes" | "ended" | "lost";

const actions: Readonly<Record<Action, Perform>> = {
  prepare: performPrepare,
  send: performSend,
  verify: performVerify,
  undoPrepare: performUndoPrepare,
  undoSend: performUndoSend,
  undoVerify: performUndoVerify,
};

const plans = new WeakMap<RunContext, Map<string, RunPlan>>();

async function planOf(ctx: RunContext, runId: string): Promise<RunPlan> {
  const known = plans.get(ctx) ?? new Map<string, RunPlan>();
  plans.set(ctx, known);
  const plan = known.get(runId) ?? (await loadRunPlan(ctx.db, runId));
  known.set(runId, plan);
  return plan;
}

/** Forgets what was kept about a run. */
export const forgetRun = (ctx: RunContext, runId: string): void => void plans.get(ctx)?.delete(runId);

/** What can't be overcome ends a step like any failure: visibly, with its reason. */
function broken(run: LoadedRun, step: StepProgress, isUndo: boolean, cause: unknown): RunWrite {
  const isFault = cause instanceof Fault;
  const text = isFault
    ? textOf(cause)
    : worded("HubStuck", { why: (cause instanceof Error ? cause.message : String(cause)).slice(0, 480) });
  const wasSent = step.reached.includes(isUndo ? "undoSent" : "sent");
  const failure = { outcome: wasSent ? "unknown" : "failed", reason: isFault ? cause.code : "Internal", ...text } as const;
  if (run.progress.isRehearsal) return { change: failRehearsal(step, failure) };
  return { change: isUndo ? failUndo(run.progress, step, failure) : failStep(step, failure) };
}

async function act(
  ctx: RunContext,
  run: LoadedRun,
  held: HeldRun,
  bell: Bell,
  signal: AbortSignal,
  action: Action,
  index: number,
): Promise<void> {
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

const isStoreDown = (ctx: RunContext): Promise<boolean> =>
  ctx.db.prisma.$queryRaw`SELECT 1`.then(
    () => false,
    () => true,
  );

async function advanceOnce(ctx: RunContext, runId: string, way: Way, bell: Bell): Promise<Advanced> {
  const run = await loadRun(ctx.db, runId, await planOf(ctx, runId));
  if (!run) return "ended";
  const decision = decide(run.progress, run.asker);
  if (decision.kind === "ended") return "ended";
  if (way === "activate" && run.progress.isUndoing) return "undoes";
  const held = ctx.leases.held(runId);
  if (!held || ctx.signal.aborted) return "lost";
  const signal = AbortSignal.any([ctx.signal, held.signal]);
  if (decision.kind === "await") await waitForIntent(ctx, runId, bell, signal);
  else if (decision.kind === "change") await recordWrite(ctx, run, held, { change: decision.change });
  else await act(ctx, run, held, bell, signal, decision.action, decision.step);
  return signal.aborted ? "lost" : "continues";
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1000;
const GIVE_UP_AFTER = 20;

/** The run can't be driven for a reason that is not the world's: the last resort before being stuck is a person. */
async function surrender(ctx: RunContext, runId: string, cause: unknown): Promise<void> {
  const run = await loadRun(ctx.db, runId, await planOf(ctx, runId));
  const held = ctx.leases.held(runId);
  if (!run || !held) return;
  const { isUndoing } = run.progress;
  const step = isUndoing ? stepsToUndo(run.progress)[0] : activeStep(run.progress);
  if (step) await recordWrite(ctx, run, held, broken(run, { ...step, onFailure: "pause" }, isUndoing, cause));
}

/**
 * Takes a run over its next boundary, or waits for what it depends on. Never throws: a lost lease means `lost`, a store that
 * is down is waited for, and what can't be overcome is put before a person.
 */
export async function advanceRun(ctx: RunContext, runId: string, way: Way): Promise<Advanced> {
  for (let failures = 0; ; failures++) {
    const bell = ctx.board.bell(`run:${runId}`);
    try {
      return await advanceOnce(ctx, runId, way, bell);
    } catch (err) {
      if (err instanceof RunMoved) return "continues";
      if (err instanceof LeaseLost) {
        ctx.log.warn({ "run.id": runId }, "a write was refused: another hub drives this run");
        ctx.leases.drop(runId);
        return "lost";
      }
      if (ctx.signal.aborted) return "lost";
      ctx.log.warn({ err, "run.id": runId }, "a run could not be advanced");
      if (failures >= GIVE_UP_AFTER && !isStoreTrouble(err) && !(await isStoreDown(ctx)))
        await surrender(ctx, runId, err).catch(() => undefined);
      await bell.heard(Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS), ctx.signal);
    } finally {
      bell.close();
    }
  }
}
