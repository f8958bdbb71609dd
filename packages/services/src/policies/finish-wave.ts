import type { DeploymentState, RolloutPhase } from "@holdfast/contracts/policy";
import { RolloutWave } from "@holdfast/contracts/policy";
import { worded } from "@holdfast/contracts/worded";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { waveStanding } from "@holdfast/domain/policy/rollout-waves";
import { z } from "zod";
import type { RolloutDriver } from "./advance-rollout";
import { rolloutTarget } from "./rollout-view";

/** Moves a rollout on when its wave is done: halted by a failure, to the next wave, waiting for an approval, or to its end. */
export async function finishWave({ ctx }: RolloutDriver, lease: Lease, rolloutId: string): Promise<void> {
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const rollout = await unit.tx.rollout.findUniqueOrThrow({ where: { id: rolloutId }, include: { policy: true, targets: true } });
    if (rollout.phase !== "Running") return;
    const wave = rollout.targets.filter((target) => target.wave === rollout.currentWave);
    const failed = wave.filter((target) => target.state === "failed");
    // The column is only written by this package, with the words of the contracts.
    const standing = waveStanding(wave.map((target) => target.state as DeploymentState));
    if (standing === "moving") return;
    const isDone = standing === "done";
    const waves = z.array(RolloutWave).parse(rollout.waves);
    const next = waves[rollout.currentWave + 1];
    const phase: RolloutPhase = failed.length > 0 ? "Halted" : next ? (next.needsApproval ? "AwaitingApproval" : "Running") : "Succeeded";
    const hasEnded = phase === "Halted" || phase === "Succeeded";
    const text = failed.length > 0 ? worded("WaveFailed", { failed: failed.length, clusters: wave.length }) : { message: "" };
    await unit.tx.rollout.update({
      where: { id: rolloutId },
      data: {
        phase,
        message: text.message,
        phrase: storedPhrase(text),
        version: { increment: 1 },
        ...(isDone && next ? { currentWave: { increment: 1 } } : {}),
        ...(hasEnded ? { finishedAt: ctx.now() } : {}),
      },
    });
    unit.audit({
      actor: ctx.actor,
      action: "policy.finish-wave",
      target: rolloutTarget(rollout),
      outcome: failed.length > 0 ? "failed" : "succeeded",
      reason: text.message || null,
      before: { wave: rollout.currentWave, phase: rollout.phase },
      after: { phase, clusters: wave.map((target) => ({ id: target.clusterId, state: target.state })) },
      decision: null,
      requestId: rolloutId,
    });
    unit.emit({
      type: "rollout.changed",
      clusterIds: rollout.targets.map((target) => target.clusterId),
      subject: { kind: "rollout", id: rolloutId },
      payload: { phase },
    });
    unit.wake({ topic: "rollout", key: rolloutId });
  });
}
