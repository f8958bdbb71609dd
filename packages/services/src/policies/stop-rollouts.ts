import type { StopRollouts } from "@holdfast/contracts/rollout-switch";
import { canStopRollouts } from "@holdfast/domain/policy/can-turn-rollouts";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import { requireSomewhere } from "../access/require-somewhere";
import type { ServiceContext } from "../context/service-context";
import { rolloutSwitchFacts, rolloutSwitchRow, saySwitched, rolloutSwitchTarget as target } from "./rollout-switch";
import { ACTIVE_PHASES } from "./start-rollout";

const ACTION = "policy.stop-rollouts";

/**
 * Stops every rollout, those that take clusters back as well: from here on none orders anything or moves on. What was ordered before is read
 * back. Whoever may push a policy anywhere may do it.
 */
export async function stopRollouts(ctx: ServiceContext, { reason }: StopRollouts): Promise<void> {
  await requireSomewhere(ctx, "policy:push", ACTION);
  await refuseByGate(ctx, { action: ACTION, target }, canStopRollouts(rolloutSwitchFacts(await rolloutSwitchRow(ctx.db.prisma))));
  const { actor } = ctx;
  await gated(ctx, { action: ACTION, target }, null, async (unit) => {
    // Whoever orders something at this moment holds the row for reading: the order is there already, or is not given.
    await unit.tx.$queryRaw`SELECT 1 FROM rollout_switch WHERE id = 1 FOR UPDATE`;
    holdGate(canStopRollouts(rolloutSwitchFacts(await rolloutSwitchRow(unit.tx))));
    const by = { stoppedAt: ctx.now(), stoppedById: actor.id, stoppedByName: actor.name, reason };
    await unit.tx.rolloutSwitch.update({ where: { id: 1 }, data: { ...by, version: { increment: 1 } } });
    const active = await unit.tx.rollout.findMany({ where: { phase: { in: ACTIVE_PHASES } }, select: { id: true } });
    unit.audit({
      ...{ actor, action: ACTION, target, outcome: "succeeded", reason, decision: null, requestId: ctx.requestId },
      before: { isStopped: false },
      after: { isStopped: true, stopped: active.map(({ id }) => id) },
    });
    saySwitched(unit, true, actor.name, reason);
  });
}
