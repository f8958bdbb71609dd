import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** A resource whose objects an agent reads, and the kind that they are. */
export interface ObservedResource {
  readonly resource: string;
  readonly kind: string;
  /** Whether the inventory says that the cluster does not serve it. */
  readonly isAbsent?: boolean;
}

/** By cluster: the resources whose objects its agent reads, and those that the cluster does not serve, of which there is nothing to read. */
export async function observedResources(
  tx: Prisma.TransactionClient,
  clusterIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ObservedResource[]>> {
  const rows = await tx.inventoryResource.findMany({
    where: { clusterId: { in: [...clusterIds] }, state: { not: "forbidden" } },
    select: { clusterId: true, resource: true, kind: true, state: true },
  });
  const observed = new Map<string, ObservedResource[]>();
  for (const { clusterId, resource, kind, state } of rows)
    observed.set(clusterId, [...(observed.get(clusterId) ?? []), { resource, kind, isAbsent: state === "absent" }]);
  return observed;
}
