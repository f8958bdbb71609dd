// One boundary of one run: read the rows, decide, look or ready an order, write. A restarted hub calls the very same function
// on the very same rows. It never remembers anything between two calls but what cannot change.
import { LeaseLost } from "@holdfast/db/lease";
import { type Decision, decideAll } from "@holdfast/domain/run/decide";
import { activeSteps, stepsToUndo } from "@holdfast/domain/run/run-progress";
import { isStoreTrouble } from "../store-trouble";
import { adoption, unadoptedAct } from "../warrants/adopt-acts";
import { holdUndo } from "../warrants/hold-undo";
import { issueWarrant } from "../warrants/issue-warrant";
import { type Acting, actOnStep, broken, isStoreDown } from "./act-on-step";
import { driveSet } from "./drive-set";
import { type LoadedRun, loadRun } from "./load-run";
import { recordWrite } from "./record-write";
import type { RunContext } from "./run-context";
import type { HeldRun } from "./run-leases";
import { planOf } from "./run-plans";
import { RunMoved } from "./run-write";
import type { Bell } from "./wake-board";
import { waitForIntent } from "./watch-intent";

/** The two workflows of a run. */
export type Way = "activate" | "undo";

/** Where a call has left a run: it goes on, it goes on the other way, it has ended, or another process has to drive it. */
export type Advanced = "continues" | "undoes" | "ended" | "lost";

/** Does what is to be done about a run: one thing, or one for each member of a set that is at work. */
async function obey(acting: Acting, runId: string, decisions: readonly Decision[]): Promise<void> {
  const { ctx, run, held, bell, signal } = acting;
  const [decision, ...others] = decisions;
  if (!decision || decision.kind === "ended") return;
  if (decision.kind === "await") await waitForIntent(ctx, runId, bell, signal);
  else if (decision.kind === "change") await recordWrite(ctx, run, held, { change: decision.change });
  else if (others.length === 0) await actOnStep(acting, decision.action, decision.step);
  else await driveSet(acting, runId, decisions);
}

/** Sees to what an agent may do, or did, without a hub. Returns whether the run is to be looked at anew before anything else. */
async function tendWarrants(ctx: RunContext, run: LoadedRun, held: HeldRun, bell: Bell, signal: AbortSignal): Promise<boolean> {
  const act = await unadoptedAct(ctx.db.prisma, run);
  if (act) await recordWrite(ctx, run, held, adoption(ctx, run, act));
  if (act || (await holdUndo({ ctx, run, held, bell, signal }))) return true;
  await issueWarrant(ctx, run, held, signal);
  return false;
}

async function advanceOnce(ctx: RunContext, runId: string, way: Way, bell: Bell): Promise<Advanced> {
  const run = await loadRun(ctx.db, runId, await planOf(ctx, runId));
  if (!run) return "ended";
  const decisions = decideAll(run.progress, run.asker);
  if (decisions[0]?.kind === "ended") return "ended";
  if (way === "activate" && run.progress.isUndoing) return "undoes";
  const held = ctx.leases.held(runId);
  if (!held || ctx.signal.aborted) return "lost";
  const signal = AbortSignal.any([ctx.signal, held.signal]);
  if (run.plan.coverage && (await tendWarrants(ctx, run, held, bell, signal))) return signal.aborted ? "lost" : "continues";
  await obey({ ctx, run, held, bell, signal }, runId, decisions);
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
  const step = isUndoing ? stepsToUndo(run.progress)[0] : activeSteps(run.progress)[0];
  if (step) await recordWrite(ctx, run, held, broken(run, { ...step, onFailure: "pause", retry: null }, isUndoing, cause));
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
