import type { StepProgress } from "@holdfast/domain/run/run-progress";
import type { StepContext } from "../step-context";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { RunContext } from "./run-context";
import type { RunWrite } from "./run-write";

/** What one action works with. The step context's signal aborts when the run is told something or may not go on here. */
export interface Scene {
  readonly ctx: RunContext;
  readonly run: LoadedRun;
  readonly step: LoadedStep & { readonly progress: StepProgress };
  readonly stepCtx: StepContext;
}

/** An action: looks at the world, or readies an order, and says what to write. It writes nothing itself. */
export type Perform = (scene: Scene) => Promise<RunWrite>;

/** A step is tried this often before it counts as failed, however certain it is that nothing happened. */
export const MAX_ATTEMPTS = 10;

/** Until when the attempt may take; every begun attempt has its deadline in the row. */
export const deadlineOf = ({ step, ctx }: Scene): Date => step.row.deadlineAt ?? ctx.now();
