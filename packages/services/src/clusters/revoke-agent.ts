import type { RevokeAgent } from "@holdfast/contracts/cluster";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { clusterTarget, visibleCluster } from "./visible-cluster";

/** Takes a cluster's agent its identity away. A live link is cut by its hub within two seconds; coming back needs a new token. */
export async function revokeAgent(ctx: ServiceContext, input: RevokeAgent): Promise<void> {
  const cluster = await visibleCluster(ctx, input.clusterId);
  const target = clusterTarget(cluster);
  const decision = await authorise(ctx, { permission: "cluster:revoke", action: "cluster.revoke-agent", target, clusters: [cluster] });
  await transact(ctx.db, ctx.now, async (unit) => {
    const at = ctx.now();
    const active = await unit.tx.agentIdentity.findMany({
      where: { clusterId: cluster.id, revokedAt: null },
      select: { keyFingerprint: true },
    });
    await unit.tx.agentIdentity.updateMany({
      where: { clusterId: cluster.id, revokedAt: null },
      data: { revokedAt: at, revokedReason: input.reason },
    });
    await unit.tx.enrolmentToken.deleteMany({ where: { clusterId: cluster.id, usedAt: null } });
    await unit.tx.agentLink.update({ where: { clusterId: cluster.id }, data: { state: "revoked", since: at } });
    // An agent beside the hub ends with its row, and the credential that it was given is forgotten.
    await unit.tx.hostedAgent.deleteMany({ where: { clusterId: cluster.id } });
    unit.audit({
      actor: ctx.actor,
      action: "cluster.revoke-agent",
      target,
      outcome: "succeeded",
      reason: input.reason,
      before: { keys: active.map((identity) => identity.keyFingerprint) },
      after: { keys: [] },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "cluster.revoked", clusterIds: [cluster.id], subject: { kind: "cluster", id: cluster.id }, payload: {} });
    unit.wake({ topic: "link", key: cluster.id });
    unit.wake({ topic: "hosted", key: cluster.id });
  });
}
