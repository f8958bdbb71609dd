import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { clusterTarget, visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";

/** Has the agent beside the hub started at once, also one that was given up. */
export async function retryHosted(ctx: ServiceContext, clusterId: string): Promise<void> {
  const cluster = await visibleCluster(ctx, clusterId);
  const target = clusterTarget(cluster);
  const decision = await authorise(ctx, { permission: "cluster:edit", action: "cluster.retry-agent", target, clusters: [cluster] });
  await transact(ctx.db, ctx.now, async (unit) => {
    const changed = await unit.tx.hostedAgent.updateMany({
      where: { clusterId: cluster.id },
      data: { generation: { increment: 1 }, failures: 0, state: "waiting", since: ctx.now() },
    });
    if (changed.count === 0) throw new Fault("NotFound", worded("HostedAbsent", { cluster: cluster.name }));
    unit.audit({
      ...{ actor: ctx.actor, action: "cluster.retry-agent", target, outcome: "succeeded", reason: null },
      ...{ before: null, after: null, decision, requestId: ctx.requestId },
    });
    unit.emit({ type: "cluster.hosted-changed", clusterIds: [cluster.id], subject: { kind: "cluster", id: cluster.id }, payload: {} });
    unit.wake({ topic: "hosted", key: cluster.id });
  });
}
