import type { GiveCredential } from "@holdfast/contracts/cluster-import";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { HostedAgent } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { readKubeconfig } from "@holdfast/domain/kubeconfig/read-kubeconfig";
import { authorise } from "../access/authorise";
import { clusterTarget, visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { hostedRow } from "./hosted-row";
import { type ImportSettings, requireSealingKey } from "./import-settings";
import { usableContext } from "./usable-context";

/**
 * Gives a cluster's agent beside the hub another credential, or a cluster whose agent is gone one beside the hub. Whoever runs
 * the agent starts it anew. An agent of the cluster's own that is connected is not pushed aside. That the credential leads to
 * the same cluster is checked by the agent, against its kube-system.
 */
export async function giveCredential(ctx: ServiceContext, settings: ImportSettings, input: GiveCredential): Promise<void> {
  const cluster = await visibleCluster(ctx, input.clusterId);
  const target = clusterTarget(cluster);
  const decision = await authorise(ctx, { permission: "cluster:edit", action: "cluster.give-credential", target, clusters: [cluster] });
  const contexts = readKubeconfig(input.kubeconfig, { now: ctx.now(), isLoopbackAllowed: settings.isLoopbackAllowed });
  const row = hostedRow(ctx, cluster.id, usableContext(contexts, input.context), requireSealingKey(settings));
  await transact(ctx.db, ctx.now, async (unit) => {
    const before = await unit.tx.hostedAgent.findUnique({ where: { clusterId: cluster.id } });
    const link = await unit.tx.agentLink.findUnique({ where: { clusterId: cluster.id }, select: { state: true } });
    if (!before && link?.state === "connected") throw new Fault("WrongPhase", worded("ClusterHasAgent", { cluster: cluster.name }));
    const fresh = { failures: 0, lastExitAt: null, lastExitReason: null, hubId: null };
    await unit.tx.hostedAgent.upsert({
      where: { clusterId: cluster.id },
      update: { ...row, ...fresh, generation: { increment: 1 } },
      create: row,
    });
    if (link?.state === "revoked")
      await unit.tx.agentLink.update({ where: { clusterId: cluster.id }, data: { state: "awaitingAgent", since: ctx.now() } });
    const told = (of: Pick<HostedAgent, "server" | "context" | "credentialKind" | "credentialExpiresAt">) => ({
      ...{ server: of.server, context: of.context.slice(0, 200), credential: of.credentialKind },
      credentialEndsAt: of.credentialExpiresAt?.toISOString() ?? null,
    });
    unit.audit({
      ...{ actor: ctx.actor, action: "cluster.give-credential", target, outcome: "succeeded", reason: null },
      ...{ before: before && told(before), after: told(row), decision, requestId: ctx.requestId },
    });
    unit.emit({ type: "cluster.hosted-changed", clusterIds: [cluster.id], subject: { kind: "cluster", id: cluster.id }, payload: {} });
    unit.wake({ topic: "hosted", key: cluster.id });
  });
}
