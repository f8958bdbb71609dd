import { worded } from "@holdfast/contracts/worded";
import { stepsToUndo } from "@holdfast/domain/run/run-progress";
import type { Acting } from "../runner/act-on-step";
import { loadedStep } from "../runner/load-run";
import { sayProgress } from "../runner/say-progress";
import { dropWarrants } from "./drop-warrants";

/**
 * Keeps a run from being undone until its agent itself has said that it goes on no more: else it could go forward behind the run's back,
 * or have done what the undo knows nothing of. Returns whether it has waited.
 */
export async function holdUndo({ ctx, run, held, bell, signal }: Acting): Promise<boolean> {
  if (run.progress.phase !== "Undoing") return false;
  const [open] = await dropWarrants(ctx, run, held, "the run is being undone", signal, true);
  if (!open) return false;
  const [next] = stepsToUndo(run.progress);
  const { number, expiresAt } = open.row;
  const text = worded("WaitingForWarrant", { site: run.plan.sites[1].name, number, until: expiresAt.toISOString() });
  if (next) await sayProgress(ctx, run, loadedStep(run, next.index), text);
  await bell.heard(ctx.tuning.pollMs, signal);
  return true;
}
