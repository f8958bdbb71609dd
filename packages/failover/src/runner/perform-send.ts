import { randomUUID } from "node:crypto";
import type { Json } from "@holdfast/contracts/json";
import { worded } from "@holdfast/contracts/worded";
import { type Guard, guardResults, stepGuards, undoGuards } from "@holdfast/domain/gates/guards";
import { beginAgain } from "@holdfast/domain/run/begin-step";
import { type Failure, failStep, failUndo } from "@holdfast/domain/run/fail-step";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { sendStep, sendUndo } from "@holdfast/domain/run/step-changes";
import type { BoundStep } from "../catalogue";
import type { Order } from "../define-step";
import { gatherGuards, unmetWords } from "./gather-guards";
import type { StepOrder } from "./run-write";
import { sayProgress } from "./say-progress";
import { deadlineOf, type Perform, type Scene } from "./scene";

/** Checks older than this say too little about now: after a pause or a change of hub the step is checked again. */
const CHECK_BUDGET_MS = 10_000;

/** Asks the guards until all are met; after the deadline, or when one can't be met any more, says why not. */
async function askGuards(
  scene: Scene,
  cluster: string,
  ask: typeof stepGuards,
): Promise<{ guards: readonly Guard[]; failure: Failure | null; at: Date }> {
  const { ctx, run, step, stepCtx } = scene;
  const bell = ctx.board.bell("link", `run:${run.row.id}`);
  try {
    for (;;) {
      stepCtx.signal.throwIfAborted();
      const at = ctx.now();
      const guards = ask(await gatherGuards(ctx, run.row, run.plan.sites[1], stepCtx.site(cluster)));
      const unmet = guards.filter((guard) => !guard.isMet);
      if (unmet.length === 0) return { guards, failure: null, at };
      const words = unmetWords(guards);
      if (at >= deadlineOf(scene) || unmet.some((guard) => !guard.canHeal))
        return { guards, failure: { outcome: "failed", reason: unmet[0]?.name ?? "guards", ...worded("Together", { texts: words }) }, at };
      await sayProgress(ctx, run, step, worded("WaitingForGuard", { guards: words }));
      await bell.heard(ctx.tuning.lookMs, stepCtx.signal);
    }
  } finally {
    bell.close();
  }
}

function orderOf(bound: BoundStep, before: Json): Order {
  const order = bound.order(before);
  if (!order) throw new TypeError(`${bound.use} only looks: it has nothing to send`);
  return order;
}

const stepOrder = (scene: Scene, order: Order, way: "do" | "undo"): StepOrder => ({
  id: randomUUID(),
  order,
  idempotencyKey: `run:${scene.run.row.id}:${scene.step.row.name}:${scene.step.row.attempt}:${way}`,
  // Dead when the attempt is over, so that nothing happens behind the back of what follows.
  expiresAt: deadlineOf(scene),
});

/** Puts the order into the outbox, if every guard is met now and the checks are fresh. */
export const performSend: Perform = async (scene) => {
  const { ctx, step } = scene;
  const checkedMs = ctx.now().getTime() - (step.intendedAt?.getTime() ?? 0);
  if (checkedMs > CHECK_BUDGET_MS) return { change: onlyStep(...beginAgain(step.progress, worded("ChecksTooOld"))) };
  const order = orderOf(step.bound, step.before);
  const { guards, failure, at } = await askGuards(scene, order.cluster, stepGuards);
  if (failure) return { change: failStep(step.progress, failure), guards: guardResults(guards, at) };
  return {
    change: onlyStep(sendStep(step.progress, worded("SentTo", { site: order.cluster }), { command: order.name })),
    order: stepOrder(scene, order, "do"),
    guards: guardResults(guards, at),
  };
};

/** Puts the order that takes a step back into the outbox. */
export const performUndoSend: Perform = async (scene) => {
  const { run, step } = scene;
  const inverse = step.bound.inverse(step.undoRecord);
  if (!inverse) throw new TypeError(`${step.row.use} has nothing to undo`);
  const order = orderOf(inverse.step, inverse.before);
  const { guards, failure, at } = await askGuards(scene, order.cluster, undoGuards);
  if (failure) return { change: failUndo(run.progress, step.progress, failure), guards: guardResults(guards, at) };
  return {
    change: onlyStep(sendUndo(step.progress, worded("UndoSentTo", { site: order.cluster }), { command: order.name })),
    order: stepOrder(scene, order, "undo"),
    guards: guardResults(guards, at),
  };
};
