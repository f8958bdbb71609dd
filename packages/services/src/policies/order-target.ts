import type { Json } from "@holdfast/contracts/json";
import { worded } from "@holdfast/contracts/worded";
import type { RolloutTarget } from "@holdfast/db/generated/prisma/client";
import type { Lease } from "@holdfast/db/lease";
import { v7 as uuid } from "uuid";
import type { RolloutDriver } from "./advance-rollout";
import { orderInput, versionFor } from "./order-input";
import { requireMayMove } from "./require-unmoved";
import { type MovingRollout, writeTarget } from "./write-target";

const ORDER_LIFETIME_MS = 5 * 60_000;

/** The number of this rollout among its policy's: agents refuse the orders of an earlier one. */
const epochOf = (driver: RolloutDriver, rollout: MovingRollout) =>
  driver.ctx.db.prisma.rollout.count({ where: { policyId: rollout.policyId, requestedAt: { lte: rollout.requestedAt } } });

/** What a cluster had before it was first ordered anything: that is what it is taken back to when the rollout fails. */
async function hadBefore({ ctx }: RolloutDriver, rollout: MovingRollout, target: RolloutTarget) {
  if (target.fromVersion !== null) return {};
  const key = { policyId: rollout.policyId, clusterId: target.clusterId };
  const deployment = await ctx.db.prisma.policyDeployment.findUnique({ where: { policyId_clusterId: key } });
  return { fromVersion: deployment?.version ?? 0, fromStage: deployment?.stage ?? "enforce" };
}

/** Orders one cluster what the rollout wants of it at its stage. Writes nothing when the kill switch is engaged meanwhile. */
export async function orderTarget(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget): Promise<void> {
  const { ctx } = driver;
  const [{ input, stage }, epoch, before] = await Promise.all([
    orderInput(ctx.db.prisma, rollout, target),
    epochOf(driver, rollout),
    hadBefore(driver, rollout, target),
  ]);
  const id = uuid();
  const attempt = target.attempt + 1;
  await writeTarget(driver, lease, rollout, target, { state: "applying", ...worded("SentToAgent") }, async (unit) => {
    await requireMayMove(unit.tx, rollout);
    await unit.tx.rolloutTarget.update({
      where: { rolloutId_clusterId: { rolloutId: rollout.id, clusterId: target.clusterId } },
      data: { commandId: id, attempt, stage, ...before },
    });
    unit.order({
      id,
      clusterId: target.clusterId,
      name: "policy.apply",
      input: input as unknown as Json,
      scope: `policy:${rollout.policyId}`,
      epoch: BigInt(epoch),
      idempotencyKey: `rollout:${rollout.id}:${target.clusterId}:${attempt}`,
      expiresAt: new Date(ctx.now().getTime() + ORDER_LIFETIME_MS),
    });
    unit.audit({
      actor: ctx.actor,
      action: "policy.order-apply",
      target: { kind: "cluster", id: target.clusterId, name: rollout.policy.name, clusterId: target.clusterId },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { rollout: rollout.id, version: versionFor(rollout, target), stage, attempt },
      decision: null,
      requestId: rollout.id,
    });
  });
}
