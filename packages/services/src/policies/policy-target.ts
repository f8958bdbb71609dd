import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { type ClusterRow, clusterRow, clusterRowFields } from "../access/cluster-row";

/** The audit target of a policy. */
export const policyTarget = (policy: { id: string; name: string }): AuditTarget => ({
  kind: "policy",
  id: policy.id,
  name: policy.name,
  clusterId: null,
});

/** The policy, or `NotFound`. */
export async function policyById(prisma: Prisma.TransactionClient, id: string) {
  const policy = await prisma.policy.findUnique({ where: { id } });
  if (!policy) throw new Fault("NotFound", worded("PolicyAbsent"));
  return policy;
}

/** The clusters that a placement chooses, of those that have an agent, by name. */
export async function placedClusters(prisma: Prisma.TransactionClient, placement: unknown): Promise<ClusterRow[]> {
  const selector = ClusterSelector.parse(placement);
  const rows = await prisma.cluster.findMany({
    where: { identities: { some: { revokedAt: null } } },
    select: clusterRowFields,
    orderBy: { name: "asc" },
  });
  return rows.map(clusterRow).filter((cluster) => matchesCluster(selector, cluster));
}
