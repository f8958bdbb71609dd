import type { ReleaseRollouts } from "@holdfast/contracts/rollout-switch";
import { canReleaseRollouts } from "@holdfast/domain/policy/can-turn-rollouts";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { rolloutSwitchFacts, rolloutSwitchRow, saySwitched, rolloutSwitchTarget as target } from "./rollout-switch";

const ACTION = "policy.release-rollouts";

/** Lets rollouts go on, by an admin with a fresh second factor: each from where it stood. */
export async function releaseRollouts(ctx: ServiceContext, { reason, version }: ReleaseRollouts): Promise<void> {
  const decision = await authorise(ctx, { permission: "policy:release", action: ACTION, target });
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  const may = canReleaseRollouts(rolloutSwitchFacts(await rolloutSwitchRow(ctx.db.prisma)), version);
  await refuseByGate(ctx, { action: ACTION, target }, may, decision);
  await gated(ctx, { action: ACTION, target }, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM rollout_switch WHERE id = 1 FOR UPDATE`;
    const row = await rolloutSwitchRow(unit.tx);
    holdGate(canReleaseRollouts(rolloutSwitchFacts(row), version));
    const cleared = { stoppedAt: null, stoppedById: null, stoppedByName: null, reason: null };
    await unit.tx.rolloutSwitch.update({ where: { id: 1 }, data: { ...cleared, version: { increment: 1 } } });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target, outcome: "succeeded", reason, decision, requestId: ctx.requestId },
      before: { isStopped: true, byName: row.stoppedByName, reason: row.reason, at: row.stoppedAt?.toISOString() ?? null },
      after: { isStopped: false },
    });
    saySwitched(unit, false, ctx.actor.name, reason);
  });
}
