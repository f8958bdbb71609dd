import type { Worded } from "@holdfast/contracts/phrase";
import type { DeploymentState } from "@holdfast/contracts/policy";
import type { Policy, Rollout, RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import type { RolloutDriver } from "./advance-rollout";
import { requireUnmoved } from "./require-unmoved";

/** A rollout with its policy. */
export type MovingRollout = Rollout & { policy: Policy };

/** Writes a target's new state, with its event, if this hub still holds the rollout, and nobody has moved it meanwhile. */
export async function writeTarget(
  driver: RolloutDriver,
  lease: Lease,
  rollout: MovingRollout,
  target: RolloutTarget,
  { state, ...text }: { state: DeploymentState } & Worded,
  more?: (unit: Unit) => Promise<void>,
): Promise<void> {
  const { ctx } = driver;
  // Not audited: `more` audits what orders something; the rest reads back what receipts and waves audit.
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await requireUnmoved(unit.tx, rollout);
    await unit.tx.rolloutTarget.update({
      where: { rolloutId_clusterId: { rolloutId: target.rolloutId, clusterId: target.clusterId } },
      data: { state, message: text.message, phrase: storedPhrase(text), updatedAt: ctx.now() },
    });
    await more?.(unit);
    unit.emit({
      type: "rollout.changed",
      clusterIds: [target.clusterId],
      subject: { kind: "rollout", id: target.rolloutId },
      payload: { state, message: text.message },
    });
  });
}
