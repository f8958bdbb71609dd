import { type BulkRef, BulkVerb } from "@holdfast/contracts/bulk";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { canStopBulk } from "@holdfast/domain/object/bulk-gates";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { objectPermissions } from "../objects/object-permissions";
import { bulkTarget } from "./bulk-view";
import { touchedClusters } from "./touched-clusters";
import { visibleBulk } from "./visible-bulk";

/** Stops what a bulk order has not ordered yet; what was ordered runs to its end. Needs the verb's right on all its clusters. */
export async function stopBulk(ctx: ServiceContext, { bulkId }: BulkRef): Promise<void> {
  const { bulk } = await visibleBulk(ctx, bulkId);
  const verb = BulkVerb.parse(bulk.verb);
  const count = await ctx.db.prisma.bulkChild.count({ where: { bulkId } });
  const attempt = { action: "bulk.stop", target: bulkTarget(bulkId, verb, count) };
  const decision = await authorise(ctx, { permission: objectPermissions[verb], ...attempt, clusters: await touchedClusters(ctx, bulk) });
  await refuseByGate(ctx, attempt, canStopBulk({ isFinished: bulk.finishedAt !== null, isStopped: bulk.stoppedAt !== null }), decision);
  await transact(ctx.db, ctx.now, async (unit) => {
    const stopped = await unit.tx.bulkOrder.updateMany({
      where: { id: bulkId, stoppedAt: null, finishedAt: null },
      data: { stoppedAt: ctx.now(), stoppedByName: ctx.actor.name },
    });
    if (stopped.count === 0) throw new Fault("WrongPhase", worded("BulkEnded"));
    const { count: left } = await unit.tx.bulkChild.updateMany({
      where: { bulkId, state: "waiting" },
      data: { state: "stopped", updatedAt: ctx.now() },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      ...{ before: { waiting: left }, after: { stopped: left } },
    });
    unit.emit({ type: "bulk.changed", clusterIds: bulk.clusterIds, subject: { kind: "bulk", id: bulkId }, payload: { stopped: left } });
    unit.wake({ topic: "bulk", key: bulkId });
  });
}
