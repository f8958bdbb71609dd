import { PolicyId } from "@holdfast/contracts/ids";
import type { ClusterPolicy } from "@holdfast/contracts/policy";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { authorise } from "../access/authorise";
import { clusterTarget, visibleCluster } from "../clusters/visible-cluster";
import type { ServiceContext } from "../context/service-context";
import { AWAITING_RETURN, standing } from "./policy-standing";

/** The policies that a cluster has or is to have, by name, and how it stands towards each. `NotFound` for a cluster that the caller may not see. */
export async function clusterPolicies(ctx: ServiceContext, clusterId: string): Promise<ClusterPolicy[]> {
  const cluster = await visibleCluster(ctx, clusterId);
  await authorise(ctx, { permission: "policy:read", action: "policy.list", target: clusterTarget(cluster) });
  const { prisma } = ctx.db;
  const [policies, agents, waiting] = await Promise.all([
    prisma.policy.findMany({ orderBy: { name: "asc" }, include: { deployments: { where: { clusterId } } } }),
    prisma.agentIdentity.count({ where: { clusterId, revokedAt: null } }),
    prisma.rolloutTarget.findMany({ where: { ...AWAITING_RETURN, clusterId }, include: { rollout: { select: { policyId: true } } } }),
  ]);
  return policies.flatMap((policy) => {
    // What has no agent is reached by nothing, whatever its labels say.
    const isPlaced = agents > 0 && matchesCluster(ClusterSelector.parse(policy.placement), cluster);
    if (!isPlaced && policy.deployments.length === 0) return [];
    const awaited = waiting.filter((target) => target.rollout.policyId === policy.id);
    const stands = standing({ id: clusterId, deployments: policy.deployments, waiting: awaited, isPlaced, named: undefined });
    const { version, state, message, phrase, observedAt } = stands;
    const about = { id: PolicyId.parse(policy.id), name: policy.name, description: policy.description, latestVersion: policy.latest };
    return [{ ...about, isPlaced, version, state, message, phrase, observedAt }];
  });
}
