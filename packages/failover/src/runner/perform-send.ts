import { randomUUID } from "node:crypto";
import type { DataStore } from "@holdfast/contracts/data-store";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { RunMode } from "@holdfast/contracts/run-mode";
import { worded } from "@holdfast/contracts/worded";
import { movesStores, takesWrites } from "@holdfast/domain/datastore/run-loss";
import { drillGuard, type Guard, type GuardFacts, guardResults, stepGuards, undoGuards } from "@holdfast/domain/gates/guards";
import { orderRecord } from "@holdfast/domain/gates/order-record";
import { NO_TERMS } from "@holdfast/domain/gates/term-guards";
import { beginAgain } from "@holdfast/domain/run/begin-step";
import { childRunId } from "@holdfast/domain/run/child-run-id";
import { type Failure, failStep, failUndo } from "@holdfast/domain/run/fail-step";
import { onlyStep, type RunChange } from "@holdfast/domain/run/run-change";
import { sendStep, sendUndo } from "@holdfast/domain/run/step-changes";
import type { BoundStep } from "../catalogue";
import type { CallOrder, ChildOrder, Order } from "../define-step";
import type { Site } from "../step-context";
import { measureStores } from "../stores/measure-stores";
import { gatherGuards, unmetWords } from "./gather-guards";
import { gatherLoss } from "./gather-loss";
import { gatherSource } from "./gather-source";
import { gatherTerms } from "./gather-terms";
import type { StepOrder } from "./run-write";
import { sayProgress } from "./say-progress";
import { deadlineOf, type Perform, type Scene } from "./scene";

/** Checks older than this say too little about now: after a pause or a change of hub the step is checked again. */
const CHECK_BUDGET_MS = 10_000;

/** The stores whose lag is still to be within their RPO: those of a run that the primary takes part in, until the first step has moved one. */
function guardedStores({ run }: Scene): readonly DataStore[] | null {
  const { stores } = run.plan;
  const hasMoved = run.steps.some((step, i) => run.progress.steps[i]?.wasSent && movesStores(step.spec, stores));
  return run.row.mode === "graceful" && !hasMoved ? stores : null;
}

/** How long a look at a store right before its promotion may take. */
const FINAL_LOOK_MS = 2000;

/** Right before a store takes the writes it is measured once more: only that tells whether the other site's writes have all arrived. */
async function takeFinalLook({ ctx, run, step, stepCtx }: Scene): Promise<void> {
  const stores = run.plan.stores.filter((store) => takesWrites(step.spec, store));
  if (stores.length === 0 || run.row.mode !== "graceful") return;
  const [primary, standby] = run.plan.sites;
  const of = { planId: run.row.planId, primary, standby, stores, isAll: false };
  await measureStores(ctx, of, stepCtx.signal, FINAL_LOOK_MS).catch((err: unknown) => {
    stepCtx.signal.throwIfAborted();
    // Without it the loss is said to be unmeasured; that keeps nobody from going on.
    ctx.log.warn({ err, "run.id": run.row.id }, "a data store could not be measured before its promotion");
  });
}

/** Which guards are asked, and what is looked at for them. */
interface Asking {
  readonly ask: typeof stepGuards;
  readonly stores: readonly DataStore[] | null;
  /** Whether the order moves the group forward: what takes back needs neither the source nor the plan's terms. */
  readonly isForward: boolean;
}

/** Whether the run still moves its group. One that has succeeded may owe a fence yet, which nothing of the plan is to keep, and is never paused. */
const isMoving = ({ run }: Scene): boolean => run.progress.phase === "Running";

/** Asks the guards until all are met; after the deadline, or when one can't be met any more, says why not. */
async function askGuards(
  scene: Scene,
  target: Site | null,
  { ask, stores, isForward }: Asking,
): Promise<{ guards: readonly Guard[]; failure: Failure | null; at: Date }> {
  const { ctx, run, step, stepCtx } = scene;
  const of = { ...run.plan, mode: RunMode.parse(run.row.mode), kind: run.row.kind };
  const bell = ctx.board.bell("link", `run:${run.row.id}`);
  try {
    for (;;) {
      stepCtx.signal.throwIfAborted();
      const at = ctx.now();
      const [loss, source, terms] = await Promise.all([
        gatherLoss(ctx, run.row, run.plan.sites, stores),
        isForward ? gatherSource(scene) : null,
        isForward && isMoving(scene) ? gatherTerms(ctx, of, stepCtx.signal) : NO_TERMS,
      ]);
      const guards = ask(await gatherGuards(ctx, run.row, run.plan, { target, loss, source, terms, underWay: run }));
      const unmet = guards.filter((guard) => !guard.isMet);
      if (unmet.length === 0) return { guards, failure: null, at };
      const words = unmetWords(guards);
      const isFinal = unmet.some((guard) => !guard.canHeal);
      if (at >= deadlineOf(scene) || isFinal || unmet.some((guard) => guard.pauses === true)) {
        const reason = unmet[0]?.name ?? "guards";
        return { guards, failure: { outcome: "failed", reason, isFinal, ...worded("Together", { texts: words }) }, at };
      }
      await sayProgress(ctx, run, step, worded("WaitingForGuard", { guards: words }));
      await bell.heard(ctx.tuning.lookMs, stepCtx.signal);
    }
  } finally {
    bell.close();
  }
}

/** The pause that an unmet guard asks for: the step stays as it is, and is checked anew when a person lets the run go on. */
function holds(scene: Scene, guards: readonly Guard[]): RunChange | null {
  if (!isMoving(scene)) return null;
  const held = guards.filter((guard) => !guard.isMet);
  if (!held.some((guard) => guard.pauses === true) && !(held.length > 0 && held.every((guard) => guard.pauses))) return null;
  return { steps: [], phase: { to: "Paused", ...worded("PausedByGuard", { guards: unmetWords(guards) }) }, answers: null };
}

type AnyOrder = Order | CallOrder | ChildOrder;

/** The site of an order; null for what the hub does itself. */
const targetOf = ({ stepCtx }: Scene, order: AnyOrder): Site | null =>
  order.kind === "call" || order.kind === "child" ? null : stepCtx.site(order.cluster);

function nameOf(order: AnyOrder): string {
  if (order.kind === "call") return `call ${order.channel}`;
  return order.kind === "child" ? `run ${order.plan}` : order.name;
}

function sentText(order: AnyOrder): Worded {
  if (order.kind === "call") return worded("CallOrdered", { event: order.event, channel: order.channel });
  return order.kind === "child" ? worded("ChildOrdered", { plan: order.plan }) : worded("SentTo", { site: order.cluster });
}

function undoSentText(order: AnyOrder): Worded {
  if (order.kind === "call") return worded("UndoCallOrdered", { event: order.event, channel: order.channel });
  if (order.kind === "child") throw new TypeError("a run that a step has made is taken back by its own undo");
  return worded("UndoSentTo", { site: order.cluster });
}

function orderOf(bound: BoundStep, before: Json): AnyOrder {
  const order = bound.order(before);
  if (!order) throw new TypeError(`${bound.use} only looks: it has nothing to send`);
  return order;
}

const stepOrder = (scene: Scene, order: AnyOrder, way: "do" | "undo"): StepOrder => ({
  id: order.kind === "child" ? childRunId(scene.run.row.id, scene.step.row.index, scene.step.row.attempt) : randomUUID(),
  order,
  way,
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
  await takeFinalLook(scene);
  const ask = (facts: GuardFacts) => [...drillGuard(scene.run.row.kind, step.row.name, step.spec.use), ...stepGuards(facts)];
  const { guards, failure, at } = await askGuards(scene, targetOf(scene, order), {
    ask,
    stores: guardedStores(scene),
    isForward: true,
  });
  if (failure) return { change: holds(scene, guards) ?? failStep(step.progress, failure), guards: guardResults(guards, at) };
  return {
    change: onlyStep(sendStep(step.progress, sentText(order), { command: nameOf(order), ...orderRecord(guards) })),
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
  const { guards, failure, at } = await askGuards(scene, targetOf(scene, order), { ask: undoGuards, stores: null, isForward: false });
  if (failure) return { change: failUndo(run.progress, step.progress, failure), guards: guardResults(guards, at) };
  return {
    change: onlyStep(sendUndo(step.progress, undoSentText(order), { command: nameOf(order) })),
    order: stepOrder(scene, order, "undo"),
    guards: guardResults(guards, at),
  };
};
