import type { EditCluster } from "@holdfast/contracts/cluster";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { clusterTarget, visibleCluster } from "./visible-cluster";

/**
 * Says anew where a cluster is and how it is labelled, and for how long its agent may be away. Grants choose clusters by label, so the caller needs the right on the
 * cluster as it is and as it will be: nobody gives it away, and nobody loses it. Throws `VersionConflict` when somebody else
 * was faster.
 */
export async function editCluster(ctx: ServiceContext, input: EditCluster): Promise<{ version: number }> {
  const { region, labels } = input;
  const cluster = await visibleCluster(ctx, input.clusterId);
  const before = await ctx.db.prisma.cluster.findUniqueOrThrow({ where: { id: cluster.id }, select: { awayDays: true } });
  const { awayDays = before.awayDays } = input;
  const target = clusterTarget(cluster);
  const decision = await authorise(ctx, {
    permission: "cluster:edit",
    action: "cluster.edit",
    target,
    clusters: [cluster, { ...cluster, region, labels }],
  });
  return transact(ctx.db, ctx.now, async (unit) => {
    const version = input.version + 1;
    const changed = await unit.tx.cluster.updateMany({
      where: { id: cluster.id, version: input.version },
      data: { region, labels, awayDays, version },
    });
    if (changed.count === 0) throw new Fault("VersionConflict", worded("ClusterChangedMeanwhile", { cluster: cluster.name }));
    unit.audit({
      actor: ctx.actor,
      action: "cluster.edit",
      target,
      outcome: "succeeded",
      reason: null,
      before: { region: cluster.region, labels: cluster.labels, awayDays: before.awayDays },
      after: { region, labels, awayDays },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "cluster.edited", clusterIds: [cluster.id], subject: { kind: "cluster", id: cluster.id }, payload: { version } });
    return { version };
  });
}
