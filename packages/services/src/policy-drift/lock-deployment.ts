import type { Prisma } from "@holdfast/db/generated/prisma/client";

/**
 * Keeps pushes of the policy and the settling of its rollouts in the cluster out until the caller's transaction ends: what it orders then
 * is ordered before theirs. Always in this order, so that nobody waits for nobody.
 */
export async function lockDeployment(
  tx: Prisma.TransactionClient,
  { policyId, clusterId }: { readonly policyId: string; readonly clusterId: string },
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${policyId}::uuid FOR SHARE`;
  await tx.$queryRaw`SELECT 1 FROM policy_deployment WHERE policy_id = ${policyId}::uuid AND cluster_id = ${clusterId}::uuid FOR UPDATE`;
}
