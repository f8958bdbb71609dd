import type { PolicyWaiver, Prisma } from "@holdfast/db/generated/prisma/client";
import type { WaiverScope } from "@holdfast/domain/policy/waiver-adjustment";

type Stored = Pick<PolicyWaiver, "namespace" | "workloadKind" | "workloadName" | "objectName">;

/** What a stored waiver is about. */
export const waiverScopeOf = ({ namespace, workloadKind, workloadName, objectName }: Stored): WaiverScope => ({
  ...{ namespace, objectName },
  workload: workloadKind === null || workloadName === null ? null : { kind: workloadKind, name: workloadName },
});

/** What the waivers of a policy that hold now let through in a cluster. */
export async function waiverScopes(prisma: Prisma.TransactionClient, policyId: string, clusterId: string): Promise<WaiverScope[]> {
  const rows = await prisma.policyWaiver.findMany({
    where: { policyId, state: "active", clusterIds: { has: clusterId } },
    select: { namespace: true, workloadKind: true, workloadName: true, objectName: true },
  });
  return rows.map(waiverScopeOf);
}
