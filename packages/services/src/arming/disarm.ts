import { ArmingPhase, type Disarm } from "@holdfast/contracts/arming";
import { worded } from "@holdfast/contracts/worded";
import { endArming } from "@holdfast/db/arming-rows";
import { canDisarm } from "@holdfast/domain/gates/can-arm";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { armingTarget, visibleArming } from "./visible-arming";

/** Takes an arming back, or its request: whoever may operate its sites may, at once and by one word. Nothing is begun under it any more. */
export async function disarm(ctx: ServiceContext, { armingId, reason }: Disarm): Promise<void> {
  const { arming, sites } = await visibleArming(ctx, armingId);
  const attempt = { action: "arming.disarm", target: armingTarget(arming.id, arming.plan.name) };
  const decision = await authorise(ctx, { permission: "failover:operate", ...attempt, clusters: sites });
  await refuseByGate(ctx, attempt, canDisarm(ArmingPhase.parse(arming.phase)), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    // A run that is begun at this moment holds the row: it is seen here, or sees that nothing is armed.
    await unit.tx.$queryRaw`SELECT 1 FROM arming WHERE id = ${arming.id}::uuid FOR UPDATE`;
    const current = await unit.tx.arming.findUniqueOrThrow({ where: { id: arming.id } });
    holdGate(canDisarm(ArmingPhase.parse(current.phase)));
    const what = worded("ArmingTakenBack", { name: ctx.actor.name });
    unit.audit(
      await endArming(unit, current, arming.plan.name, {
        ...(reason === "" ? what : worded("ForReason", { what, reason })),
        ...{ to: "Disarmed", at: ctx.now() },
        audit: { actor: ctx.actor, action: attempt.action, outcome: "succeeded", decision, requestId: ctx.requestId },
      }),
    );
  });
}
