import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { automationStop } from "@holdfast/db/automation-switch";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import type { RolloutMove } from "@holdfast/domain/policy/rollout-facts";
import { positionAfter } from "@holdfast/domain/policy/rollout-transition";
import type { RolloutDriver } from "./advance-rollout";
import { haltText } from "./halt-text";
import { type LoadedRollout, machineWaves } from "./load-rollout-facts";
import { requireMayMove } from "./require-unmoved";
import { reachedTargets, restoreClusters } from "./restore-clusters";
import { positionOf, storedPosition } from "./rollout-position";
import { rolloutTarget } from "./rollout-view";
import type { MovingRollout } from "./write-target";

type Held = MovingRollout & LoadedRollout;

const ACTIONS: Readonly<Record<RolloutMove["kind"], string>> = {
  begin: "policy.begin-wave",
  settle: "policy.soak-wave",
  climb: "policy.climb",
  advance: "policy.finish-wave",
  finish: "policy.finish-wave",
  halt: "policy.finish-wave",
  watch: "policy.watch",
  askGate: "policy.ask-gate",
};

/** What the rollout says of itself after the move. A failed one whose clusters are taken back says so; so does one that may not. */
async function textAfter(unit: Unit, rollout: Held, move: RolloutMove): Promise<{ text: Worded; restores: boolean }> {
  if (move.kind === "finish") {
    const failed = rollout.targets.filter(({ state }) => state === "failed").length;
    return { text: failed > 0 ? worded("FinishedWithinBudget", { failed }) : { message: "" }, restores: false };
  }
  if (move.kind !== "halt") return { text: { message: "" }, restores: false };
  const why = haltText(rollout, move.why);
  const reached = reachedTargets(rollout).length;
  if (!move.rollsBack || reached === 0) return { text: why, restores: false };
  const stop = await automationStop(unit.tx);
  if (stop) return { text: worded("HaltedNotRestored", { why, name: stop.byName }), restores: false };
  return { text: worded("HaltedRestoring", { why, clusters: reached }), restores: true };
}

/** A wave that climbs is ordered again at its next stage, where it was reached. */
const climbAgain = (unit: Unit, rollout: Held, now: Date) =>
  unit.tx.rolloutTarget.updateMany({
    where: { rolloutId: rollout.id, wave: rollout.currentWave, state: "applied" },
    data: { state: "pending", updatedAt: now },
  });

function record(unit: Unit, driver: RolloutDriver, rollout: Held, move: RolloutMove, after: { phase: string; text: Worded }): void {
  const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
  unit.audit({
    actor: driver.ctx.actor,
    action: ACTIONS[move.kind],
    target: rolloutTarget(rollout),
    outcome: move.kind === "halt" ? "failed" : "succeeded",
    reason: after.text.message || null,
    before: { wave: rollout.currentWave, stage: rollout.currentStage, phase: rollout.phase },
    after: {
      ...{ phase: after.phase, clusters: wave.map((target) => ({ id: target.clusterId, state: target.state })) },
      ...(rollout.gate === null ? {} : { gate: rollout.gate as Json }),
    },
    decision: null,
    requestId: rollout.id,
  });
  unit.emit({
    type: "rollout.changed",
    clusterIds: rollout.targets.map((target) => target.clusterId),
    subject: { kind: "rollout", id: rollout.id },
    payload: { phase: after.phase },
  });
  unit.wake({ topic: "rollout", key: rollout.id });
}

/** Moves a rollout on as its machine says, in one piece: where it stands, what its clusters are to do, and what takes them back. */
export async function moveRollout(driver: RolloutDriver, lease: Lease, rollout: Held, move: RolloutMove): Promise<void> {
  const { ctx } = driver;
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await requireMayMove(unit.tx, rollout);
    const now = ctx.now();
    const after = positionAfter(positionOf(rollout), move, machineWaves(rollout), now.getTime());
    const { text, restores } = await textAfter(unit, rollout, move);
    const hasEnded = after.phase === "Halted" || after.phase === "Succeeded";
    await unit.tx.rollout.update({
      where: { id: rollout.id },
      data: {
        ...storedPosition(after),
        ...{ message: text.message, phrase: storedPhrase(text), version: { increment: 1 } },
        ...(hasEnded ? { finishedAt: now } : {}),
      },
    });
    if (move.kind === "climb") await climbAgain(unit, rollout, now);
    if (restores) await restoreClusters(driver, unit, rollout, text);
    record(unit, driver, rollout, move, { phase: after.phase, text });
  });
}
