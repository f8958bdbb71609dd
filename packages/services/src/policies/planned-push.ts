import { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type PlannedRollout, planPush } from "@holdfast/domain/policy/plan-rollout";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { awayClusters } from "../clusters/away-clusters";
import { strategyOf } from "./rollout-terms";

/** The clusters, each with whether it is away: who is away is not the first to be sent anything. */
export async function withReach(
  tx: Prisma.TransactionClient,
  clusters: readonly ClusterRow[],
  now: Date,
): Promise<(ClusterRow & { readonly isAway: boolean })[]> {
  const ids = clusters.map(({ id }) => id);
  const away = await awayClusters(tx, ids, now);
  return clusters.map((cluster) => ({ ...cluster, isAway: away.has(cluster.id) }));
}

/** How a push of a version would go through the clusters now, by the strategy of its policy. */
export async function plannedPush(
  tx: Prisma.TransactionClient,
  policyId: string,
  number: number,
  clusters: readonly ClusterRow[],
  now: Date,
): Promise<PlannedRollout<ClusterRow & { readonly isAway: boolean }>> {
  const [policy, version, reached] = await Promise.all([
    tx.policy.findUniqueOrThrow({ where: { id: policyId }, select: { strategy: true } }),
    tx.policyVersion.findUnique({ where: { policyId_number: { policyId, number } }, select: { objects: true } }),
    withReach(tx, clusters, now),
  ]);
  return planPush(strategyOf(policy), reached, z.array(PolicyObject).parse(version?.objects ?? []));
}
