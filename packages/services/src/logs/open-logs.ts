import { Fault } from "@holdfast/contracts/fault";
import type { FollowLogs } from "@holdfast/contracts/logs";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ClusterRow } from "../access/cluster-row";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { objectTarget, visibleObject } from "../objects/visible-object";

/** One container whose log is read, with where it is. `target` is its number in the request. */
export interface OpenLog {
  readonly target: number;
  readonly clusterId: string;
  readonly clusterName: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/**
 * Opens the logs of some containers: logs may hold what nobody should see, so it needs a right of its own on every cluster that
 * they are on, and who opened which is in the audit trail before the first line is read.
 */
export async function openLogs(ctx: ServiceContext, input: FollowLogs): Promise<OpenLog[]> {
  const found = await visibleObject(ctx, input.of);
  const visible = new Map<string, ClusterRow>((await visibleClusters(ctx, "inventory:read")).map((cluster) => [cluster.id, cluster]));
  const clusters = [...new Set(input.targets.map(({ clusterId }) => clusterId))].map((id) => {
    const cluster = visible.get(id);
    if (!cluster) throw new Fault("NotFound", worded("ClusterAbsent"));
    return cluster;
  });
  const attempt = { action: "logs.open", target: objectTarget(found) };
  const decision = await authorise(ctx, { permission: "logs:read", ...attempt, clusters });
  const pods = await ctx.db.prisma.inventoryObject.findMany({
    where: { resource: "pods", OR: input.targets.map(({ clusterId, uid }) => ({ clusterId, uid })) },
    select: { clusterId: true, uid: true, namespace: true, name: true },
  });
  const opened = input.targets.flatMap(({ clusterId, uid, container }, target): OpenLog[] => {
    const pod = pods.find((each) => each.clusterId === clusterId && each.uid === uid);
    const clusterName = visible.get(clusterId)?.name ?? "";
    return pod ? [{ target, clusterId, clusterName, namespace: pod.namespace ?? "", pod: pod.name, container }] : [];
  });
  if (opened.length === 0) throw new Fault("NotFound", worded("ObjectGone"));
  const names = opened.map(({ clusterName, namespace, pod, container }) => `${clusterName}: ${namespace}/${pod} ${container}`);
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, before: null, decision, requestId: ctx.requestId },
      after: { containers: names, isPrevious: input.isPrevious, sinceSeconds: input.sinceSeconds },
    }),
  );
  return opened;
}
