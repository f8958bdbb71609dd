import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { WaiverScope } from "@holdfast/domain/policy/waiver-adjustment";

/** What the waivers of a policy that hold now let through in a cluster. */
export async function waiverScopes(prisma: Prisma.TransactionClient, policyId: string, clusterId: string): Promise<WaiverScope[]> {
  const rows = await prisma.policyWaiver.findMany({
    where: { policyId, state: "active", clusterIds: { has: clusterId } },
    select: { namespace: true, workloadKind: true, workloadName: true, objectName: true },
  });
  return rows.map(({ namespace, workloadKind, workloadName, objectName }) => ({
    ...{ namespace, objectName },
    workload: workloadKind === null || workloadName === null ? null : { kind: workloadKind, name: workloadName },
  }));
}
