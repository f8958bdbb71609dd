// The members of a parallel set, each on its own way. All that they share is in the rows: each reads them anew before every
// boundary, and their writes take turns on the run's lease. What concerns the whole run is left to the caller, when all are at rest.
import { LeaseLost } from "@holdfast/db/lease";
import { type Decision, decideAll } from "@holdfast/domain/run/decide";
import { isStoreTrouble } from "../store-trouble";
import { type Acting, actOnStep, isStoreDown } from "./act-on-step";
import { loadRun } from "./load-run";
import { planOf } from "./run-plans";
import { RunMoved } from "./run-write";

type Perform = Extract<Decision, { kind: "perform" }>;

/** What is to be done about one member by itself; null when it is at rest, or the run was told something or has moved on. */
const taskOf = (decisions: readonly Decision[], index: number): Perform | null =>
  decisions.find((each): each is Perform => each.kind === "perform" && each.step === index) ?? null;

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1000;

/**
 * Takes one member over its boundaries until there is nothing to do about it by itself. Trouble with the store is waited out here, so
 * that the others go on with what they have seen.
 */
async function driveMember({ ctx, held, signal }: Acting, runId: string, index: number): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const bell = ctx.board.bell(`run:${runId}`);
    try {
      const run = await loadRun(ctx.db, runId, await planOf(ctx, runId));
      const task = run?.progress.phase === "Running" ? taskOf(decideAll(run.progress, run.asker), index) : null;
      if (!run || !task) return;
      await actOnStep({ ctx, run, held, bell, signal }, task.action, index);
      failures = 0;
    } catch (cause) {
      if (cause instanceof RunMoved) continue;
      if (cause instanceof LeaseLost || !(isStoreTrouble(cause) || (await isStoreDown(ctx)))) throw cause;
      await bell.heard(Math.min(FIRST_RETRY_MS * 2 ** failures++, LAST_RETRY_MS), signal);
    } finally {
      bell.close();
    }
  }
}

/**
 * Drives all members of a set that are at work, at once, until each is at rest or the run was told something. What ends one for a
 * reason that is not its own (a lost lease, a defect) stops all; it is thrown when they have stopped.
 */
export async function driveSet(acting: Acting, runId: string, decisions: readonly Decision[]): Promise<void> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([acting.signal, stopping.signal]);
  const members = decisions.flatMap((each) => (each.kind === "perform" ? [each.step] : []));
  const ended = await Promise.allSettled(
    members.map((index) =>
      driveMember({ ...acting, signal }, runId, index).catch((cause: unknown) => {
        stopping.abort();
        throw cause;
      }),
    ),
  );
  const broken = ended.find((each) => each.status === "rejected");
  if (broken) throw broken.reason;
}
