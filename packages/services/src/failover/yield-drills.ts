import { worded } from "@holdfast/contracts/worded";
import { phraseInPayload, storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { runTarget } from "./failover-target";
import { yieldingDrills } from "./request-facts";

/** Ends the drills of a group that the calendar has asked for and that have not begun. The caller holds the group's row lock, so that none begins meanwhile. */
export async function yieldDrills(unit: Unit, ctx: ServiceContext, groupId: string): Promise<void> {
  const text = worded("DrillYields", { name: ctx.actor.name });
  const drills = await unit.tx.run.findMany({ where: yieldingDrills(groupId), include: { plan: true } });
  for (const run of drills) {
    const ended = { phase: "Cancelled", phaseMessage: text.message, phasePhrase: storedPhrase(text), finishedAt: ctx.now() };
    const { count } = await unit.tx.run.updateMany({
      where: { id: run.id, phase: run.phase },
      data: { ...ended, version: { increment: 1 } },
    });
    if (count === 0) continue;
    unit.audit({
      ...{ actor: ctx.actor, action: "failover.phase-changed", target: runTarget(run), outcome: "succeeded", reason: text.message },
      ...{ before: { phase: run.phase }, after: { phase: "Cancelled" }, decision: null, requestId: ctx.requestId },
    });
    unit.emit({
      type: "failover.phase-changed",
      clusterIds: [run.primaryId, run.standbyId],
      subject: { kind: "run", id: run.id },
      payload: { from: run.phase, to: "Cancelled", message: text.message, ...phraseInPayload(text) },
    });
  }
}
