import type { StopAutomation } from "@holdfast/contracts/automation";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { canStopAutomation } from "@holdfast/domain/gates/can-turn-automation";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import { requireSomewhere } from "../access/require-somewhere";
import type { ServiceContext } from "../context/service-context";
import { sayTurned, switchFacts, switchRow, automationTarget as target } from "./automation-switch";

const ACTION = "automation.stop";

/** Tells every run that no person started to pause: each answers at its next boundary. What somebody told it before stands. */
const pauseAutomatic = (tx: Prisma.TransactionClient, by: { readonly id: string; readonly name: string }, reason: string) =>
  tx.run.updateManyAndReturn({
    // One that a step of another made is told by that one, which pauses too.
    where: { origin: { not: "person" }, parentId: null, kind: { not: "rehearsal" }, phase: "Running", intent: null },
    data: { intent: "pause", intentById: by.id, intentByName: by.name, intentReason: reason, version: { increment: 1 } },
    select: { id: true, primaryId: true, standbyId: true, otherIds: true },
  });

/**
 * Stops everything that is started without a person, at once and everywhere: nothing of it starts any more, and what is on its way
 * pauses before its next order. Whoever may operate a failover anywhere may do it.
 */
export async function stopAutomation(ctx: ServiceContext, { reason }: StopAutomation): Promise<void> {
  await requireSomewhere(ctx, "failover:operate", ACTION);
  await refuseByGate(ctx, { action: ACTION, target }, canStopAutomation(switchFacts(await switchRow(ctx.db.prisma))));
  const { actor } = ctx;
  await gated(ctx, { action: ACTION, target }, null, async (unit) => {
    // A run that starts at this moment holds the row for reading: it is seen here, or sees the stop.
    await unit.tx.$queryRaw`SELECT 1 FROM automation_switch WHERE id = 1 FOR UPDATE`;
    holdGate(canStopAutomation(switchFacts(await switchRow(unit.tx))));
    const by = { stoppedAt: ctx.now(), stoppedById: actor.id, stoppedByName: actor.name, reason };
    await unit.tx.automationSwitch.update({ where: { id: 1 }, data: { ...by, version: { increment: 1 } } });
    const paused = await pauseAutomatic(unit.tx, actor, reason);
    unit.audit({
      ...{ actor, action: ACTION, target, outcome: "succeeded", reason, decision: null, requestId: ctx.requestId },
      before: { isStopped: false },
      after: { isStopped: true, told: paused.map((run) => run.id) },
    });
    sayTurned(unit, true, actor.name, reason);
    for (const run of paused) {
      const clusterIds = [run.primaryId, run.standbyId, ...run.otherIds];
      unit.emit({ type: "failover.phase-changed", clusterIds, subject: { kind: "run", id: run.id }, payload: { intent: "pause" } });
      unit.wake({ topic: "run", key: run.id });
    }
  });
}
