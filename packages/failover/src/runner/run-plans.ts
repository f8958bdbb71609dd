import { loadRunPlan, type RunPlan } from "./load-run";
import type { RunContext } from "./run-context";

const plans = new WeakMap<RunContext, Map<string, RunPlan>>();

/** What does not change while a run lives; read once. */
export async function planOf(ctx: RunContext, runId: string): Promise<RunPlan> {
  const known = plans.get(ctx) ?? new Map<string, RunPlan>();
  plans.set(ctx, known);
  const plan = known.get(runId) ?? (await loadRunPlan(ctx.db, runId));
  known.set(runId, plan);
  return plan;
}

/** Forgets what was kept about a run. */
export const forgetRun = (ctx: RunContext, runId: string): void => void plans.get(ctx)?.delete(runId);
