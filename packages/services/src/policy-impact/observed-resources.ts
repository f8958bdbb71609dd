import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** By cluster: the resources whose objects its agent reads, and those that the cluster does not serve, of which there is nothing to read. */
export async function observedResources(
  tx: Prisma.TransactionClient,
  clusterIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.inventoryResource.findMany({
    where: { clusterId: { in: [...clusterIds] }, state: { not: "forbidden" } },
    select: { clusterId: true, resource: true },
  });
  const observed = new Map<string, string[]>();
  for (const { clusterId, resource } of rows) observed.set(clusterId, [...(observed.get(clusterId) ?? []), resource]);
  return observed;
}
