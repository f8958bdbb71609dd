import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** How far back anything is kept of these clusters; null when nothing is yet. `resource` narrows to one. */
export async function keptSince(
  client: Pick<Prisma.TransactionClient, "inventoryHistory">,
  clusterIds: readonly string[],
  resource?: string,
): Promise<Date | null> {
  const { _min } = await client.inventoryHistory.aggregate({
    _min: { keptSince: true },
    where: { clusterId: { in: [...clusterIds] }, ...(resource === undefined ? {} : { resource }) },
  });
  return _min.keptSince;
}
