import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { RolloutTarget } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact } from "@holdfast/db/transact";
import type { RolloutDriver } from "./advance-rollout";
import type { LoadedRollout } from "./load-rollout-facts";
import { readBack } from "./read-back";
import { requireUnmoved } from "./require-unmoved";
import { type MovingRollout, writeTarget } from "./write-target";

type Seen = "right" | "wrong" | "unread";

async function look(driver: RolloutDriver, lease: Lease, rollout: MovingRollout, target: RolloutTarget): Promise<Seen> {
  try {
    const { wrong } = await readBack(driver, rollout, target);
    if (wrong.length === 0) return "right";
    await writeTarget(driver, lease, rollout, target, { state: "failed", ...worded("ChangedInSoak", { wrong }) });
    return "wrong";
  } catch (cause) {
    if (cause instanceof Fault) return "unread";
    throw cause;
  }
}

/**
 * Reads back what the clusters of the wave have, while it soaks. One whose objects are not as they were applied has failed. Only when all
 * of them were seen to be right is that kept: who can't be asked has not stayed right.
 */
export async function watchWave(driver: RolloutDriver, lease: Lease, rollout: MovingRollout & LoadedRollout): Promise<void> {
  const { ctx } = driver;
  const at = ctx.now();
  const applied = rollout.targets.filter(({ wave, state }) => wave === rollout.currentWave && (state === "applied" || state === "removed"));
  const seen = await Promise.all(applied.map((target) => look(driver, lease, rollout, target)));
  if (!seen.every((each) => each === "right")) return;
  // Not audited: it only looked; the end of the wave is audited.
  await transact(ctx.db, ctx.now, async ({ tx }) => {
    await requireLease(tx, lease);
    await requireUnmoved(tx, rollout);
    await tx.rollout.update({ where: { id: rollout.id }, data: { watchedAt: at } });
  });
}
