import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Worded } from "@holdfast/contracts/phrase";
import { phraseInPayload, storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { hubActor, type RunContext, runRequestId } from "./run-context";

/** How a run that never started has ended. `refused` when the runner itself said no. */
export interface EarlyEnd extends Worded {
  readonly to: Extract<RunPhase, "Expired" | "Cancelled">;
  readonly isRefusal: boolean;
}

/** Ends a run that has not started, if it still stands as it did; the row's lock settles who was first. */
export async function endBeforeStart(ctx: RunContext, runId: string, end: EarlyEnd): Promise<boolean> {
  return transact(ctx.db, ctx.now, async (unit) => {
    const [row] = await unit.tx.$queryRaw<{ phase: string; primary_id: string; standby_id: string; other_ids: string[] }[]>`
      SELECT phase, primary_id, standby_id, other_ids FROM run WHERE id = ${runId}::uuid FOR UPDATE`;
    if (!row || !["AwaitingApproval", "Approved"].includes(row.phase)) return false;
    const run = await unit.tx.run.update({
      where: { id: runId },
      data: {
        phase: end.to,
        phaseMessage: end.message,
        phasePhrase: storedPhrase(end),
        finishedAt: ctx.now(),
        version: { increment: 1 },
        intent: null,
        intentById: null,
        intentByName: null,
        intentReason: null,
      },
      include: { plan: true },
    });
    unit.audit({
      actor: hubActor(ctx.hubId),
      action: end.isRefusal ? "failover.start" : "failover.phase-changed",
      target: { kind: "run", id: runId, name: run.plan.name, clusterId: null },
      outcome: end.isRefusal ? "refused" : "succeeded",
      reason: end.message.slice(0, 1024),
      before: { phase: row.phase },
      after: { phase: end.to },
      decision: null,
      requestId: runRequestId(runId),
    });
    unit.emit({
      type: "failover.phase-changed",
      clusterIds: [row.primary_id, row.standby_id, ...row.other_ids],
      subject: { kind: "run", id: runId },
      payload: { from: row.phase, to: end.to, message: end.message, ...phraseInPayload(end) },
    });
    return true;
  });
}
