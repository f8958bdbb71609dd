import { Fault } from "@holdfast/contracts/fault";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { endingWrites, type WriteSource } from "@holdfast/domain/gates/ends-writes";
import type { SourceFacts, SourceSight } from "@holdfast/domain/gates/source-guard";
import type { Promotion } from "../define-step";
import type { StepContext } from "../step-context";
import type { LoadedRun } from "./load-run";
import type { Scene } from "./scene";

/** Shorter than guards may be old: a site that is silent must not make them stale. */
const LOOK_MS = 1000;

/** The steps of a run, done and verified, that keep a source from writing still. */
function endedBy({ steps }: LoadedRun, source: WriteSource): string[] {
  const done = steps.filter(({ row }) => row.state === "Done").map(({ spec }) => spec);
  return endingWrites(done, source).map(({ name }) => name);
}

async function lookAt({ look, source }: Promotion, ctx: StepContext): Promise<SourceSight> {
  try {
    return await look(ctx, LOOK_MS);
  } catch (cause) {
    ctx.signal.throwIfAborted();
    if (!(cause instanceof Fault)) throw cause;
    const why = textOf(cause);
    if (source === null) return { kind: "unseen", ...why };
    const { cluster: site, namespace, name } = source;
    return { kind: "unseen", ...worded("SourceUnseen", { source: `${namespace}/${name}`, site, why }) };
  }
}

/** Looks, right before the order of a step that promotes, at the side whose writes it takes over, and at what this run has on record of it. Null for every other step. */
export async function gatherSource({ run, step, stepCtx }: Scene): Promise<SourceFacts | null> {
  const { promotion } = step.bound;
  if (promotion === null) return null;
  const { source, isLossAccepted } = promotion;
  return { sight: await lookAt(promotion, stepCtx), endedBy: source ? endedBy(run, source) : [], isLossAccepted };
}
