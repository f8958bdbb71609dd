import { PolicyObject } from "@holdfast/contracts/policy-object";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

/** The objects that a policy has in its last version, and in those that the clusters have. */
export async function concernedObjects(
  tx: Prisma.TransactionClient,
  { id: policyId, latest }: { readonly id: string; readonly latest: number },
  clusterIds: readonly string[],
): Promise<PolicyObject[]> {
  const deployed = await tx.policyDeployment.findMany({
    where: { policyId, clusterId: { in: [...clusterIds] } },
    select: { version: true },
  });
  const numbers = [...new Set([latest, ...deployed.map(({ version }) => version)])];
  const rows = await tx.policyVersion.findMany({ where: { policyId, number: { in: numbers } }, select: { objects: true } });
  return rows.flatMap(({ objects }) => z.array(PolicyObject).parse(objects));
}
