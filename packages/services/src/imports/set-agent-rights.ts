import type { SetAgentRights } from "@holdfast/contracts/cluster-import";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { clusterTarget, visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { rightsColumns, rightsOf } from "./agent-rights";

/** Says anew what the agent beside the hub may do for people beside the inventory. Its hub starts it anew; the same again starts nothing. */
export async function setAgentRights(ctx: ServiceContext, { clusterId, rights }: SetAgentRights): Promise<void> {
  const cluster = await visibleCluster(ctx, clusterId);
  const target = clusterTarget(cluster);
  const decision = await authorise(ctx, { permission: "cluster:edit", action: "cluster.set-agent-rights", target, clusters: [cluster] });
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM hosted_agent WHERE cluster_id = ${cluster.id}::uuid FOR UPDATE`;
    const row = await unit.tx.hostedAgent.findUnique({ where: { clusterId: cluster.id } });
    if (!row) throw new Fault("NotFound", worded("HostedAbsent", { cluster: cluster.name }));
    const [before, after] = [rightsOf(row), rightsOf(rightsColumns(rights))];
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await unit.tx.hostedAgent.update({
      where: { clusterId: cluster.id },
      data: { ...rightsColumns(rights), generation: { increment: 1 }, failures: 0, state: "waiting", since: ctx.now() },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: "cluster.set-agent-rights", target, outcome: "succeeded", reason: null },
      ...{ before, after, decision, requestId: ctx.requestId },
    });
    unit.emit({ type: "cluster.hosted-changed", clusterIds: [cluster.id], subject: { kind: "cluster", id: cluster.id }, payload: {} });
    unit.wake({ topic: "hosted", key: cluster.id });
  });
}
