import type { EditCluster } from "@holdfast/contracts/cluster";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import canonicalize from "canonicalize";
import { unelevated } from "../access/access-subject";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { permittedOn } from "../access/permitted";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { clusterTarget, visibleCluster } from "./visible-cluster";

const ACTION = "cluster.edit";

/** Whether the caller may edit each of these for good, and not by an elevation alone. */
async function mayForGood(ctx: ServiceContext, clusters: readonly ClusterRow[]): Promise<boolean> {
  if (ctx.actor.kind === "system") return true;
  const standing = unelevated(await ctx.subject());
  return clusters.every((cluster) => permittedOn(standing, "cluster:edit", cluster).effect === "allow");
}

/**
 * Says anew where a cluster is and how it is labelled, and for how long its agent may be away. Grants choose clusters by region and label,
 * so the caller needs the right on the cluster as it is and as it will be: nobody gives it away, and nobody loses it. Who is only elevated
 * changes neither: a grant of theirs that stays could choose the cluster from then on. Throws `VersionConflict` when somebody else was faster.
 */
export async function editCluster(ctx: ServiceContext, input: EditCluster): Promise<{ version: number }> {
  const { region, labels } = input;
  const cluster = await visibleCluster(ctx, input.clusterId);
  const before = await ctx.db.prisma.cluster.findUniqueOrThrow({ where: { id: cluster.id }, select: { awayDays: true } });
  const { awayDays = before.awayDays } = input;
  const attempt = { action: ACTION, target: clusterTarget(cluster) };
  const clusters = [cluster, { ...cluster, region, labels }];
  const decision = await authorise(ctx, { permission: "cluster:edit", ...attempt, clusters });
  const isRechosen = region !== cluster.region || canonicalize(labels) !== canonicalize(cluster.labels);
  if (isRechosen && !(await mayForGood(ctx, clusters)))
    await refuse(ctx, attempt, new Fault("Forbidden", worded("ScopeByElevation", { cluster: cluster.name })), {
      ...{ effect: "deny", policies: [], permission: "cluster:edit" },
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
      ...attempt,
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
