import { PolicyId, RolloutId } from "@holdfast/contracts/ids";
import { type PolicyListRow, RolloutPhase, RolloutWave } from "@holdfast/contracts/policy";
import { ClusterSelector } from "@holdfast/contracts/selector";
import type { Rollout } from "@holdfast/db/generated/prisma/client";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { z } from "zod";
import { authorise } from "../access/authorise";
import { clusterRow, clusterRowFields } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { policyReach } from "./policy-reach";

const newest = (rollout: Rollout | undefined): PolicyListRow["rollout"] =>
  rollout
    ? {
        id: RolloutId.parse(rollout.id),
        action: rollout.action === "rollBack" ? "rollBack" : "push",
        toVersion: rollout.toVersion,
        phase: RolloutPhase.parse(rollout.phase),
        currentWave: rollout.currentWave,
        waves: z.array(RolloutWave).parse(rollout.waves).length,
      }
    : null;

/** All policies, by name, with where each is enforced and its newest rollout. */
export async function listPolicies(ctx: ServiceContext): Promise<PolicyListRow[]> {
  await authorise(ctx, {
    permission: "policy:read",
    action: "policy.list",
    target: { kind: "policy", id: "all", name: "policies", clusterId: null },
  });
  const [rows, clusters] = await Promise.all([
    ctx.db.prisma.policy.findMany({
      orderBy: { name: "asc" },
      include: { deployments: true, rollouts: { orderBy: { requestedAt: "desc" }, take: 1 } },
    }),
    ctx.db.prisma.cluster.findMany({
      select: { ...clusterRowFields, _count: { select: { identities: { where: { revokedAt: null } } } } },
    }),
  ]);
  const fleet = clusters.map(({ _count, ...row }) => ({ ...clusterRow(row), hasAgent: _count.identities > 0 }));
  return rows.map((row) => {
    const placement = ClusterSelector.parse(row.placement);
    const deployments = new Map(row.deployments.map((deployment) => [deployment.clusterId, deployment]));
    return {
      id: PolicyId.parse(row.id),
      name: row.name,
      description: row.description,
      latestVersion: row.latest,
      deployed: row.deployments.map(({ version }) => version),
      reach: policyReach(
        fleet.map((cluster) => ({
          environment: cluster.environment,
          isPlaced: cluster.hasAgent && matchesCluster(placement, cluster),
          deployment: deployments.get(cluster.id) ?? null,
        })),
        row.latest,
      ),
      rollout: newest(row.rollouts[0]),
    };
  });
}
