import type { RunContext } from "./run-context";
import type { Bell } from "./wake-board";

/** Aborted work: the run was told something, or this process may not go on. Decide again. */
export const INTERRUPTED = Symbol("interrupted");

/** Whether somebody has told the run something that it has not answered yet. */
export async function hasIntent(ctx: RunContext, runId: string): Promise<boolean> {
  const row = await ctx.db.prisma.run.findUnique({ where: { id: runId }, select: { intent: true } });
  return row?.intent !== null && row?.intent !== undefined;
}

/**
 * Waits until the run is told something, or until the signal. Wake-ups make it quick, looking now and then makes it sure.
 * `bell` was there before the run was read, so that nothing said since is missed.
 */
export async function waitForIntent(ctx: RunContext, runId: string, bell: Bell, signal: AbortSignal): Promise<void> {
  do await bell.heard(ctx.tuning.pollMs, signal);
  while (!signal.aborted && !(await hasIntent(ctx, runId)));
}

/**
 * Does `work` until it is done, or until the run is told something: then its signal aborts, and the answer is `INTERRUPTED`.
 * What `work` throws after that is the abort itself.
 */
export async function untilIntent<T>(
  ctx: RunContext,
  runId: string,
  bell: Bell,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof INTERRUPTED> {
  const interrupt = new AbortController();
  const either = AbortSignal.any([signal, interrupt.signal]);
  const watching = waitForIntent(ctx, runId, bell, either).then(
    () => interrupt.abort(),
    (err: unknown) => ctx.log.warn({ err, "run.id": runId }, "the run's intents could not be read"),
  );
  try {
    const result = await work(either);
    return either.aborted ? INTERRUPTED : result;
  } catch (cause) {
    if (either.aborted) return INTERRUPTED;
    throw cause;
  } finally {
    interrupt.abort();
    await watching;
  }
}
