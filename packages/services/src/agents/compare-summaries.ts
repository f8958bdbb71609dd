import type { ResourceSummary } from "@holdfast/contracts/inventory";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/**
 * Compares what the agent says it sent with what the store holds; returns the resources that differ, to be read again. Equal
 * ones are marked as verified: at this instant there was no phantom and nothing was missing. Rows of a resource that the
 * agent does not name are phantoms too.
 */
export async function compareSummaries(
  tx: Prisma.TransactionClient,
  clusterId: string,
  summaries: readonly ResourceSummary[],
  at: Date,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ resource: string; count: bigint; digest: bigint }[]>`
    SELECT resource, count(*) AS count, bit_xor(digest) AS digest FROM inventory_object WHERE cluster_id = ${clusterId}::uuid GROUP BY resource`;
  const held = new Map(rows.map((row) => [row.resource, `${row.count}/${row.digest}`]));
  const equal: string[] = [];
  const different: string[] = [];
  for (const { resource, count, digest } of summaries) {
    (held.get(resource) ?? "0/0") === `${count}/${digest}` ? equal.push(resource) : different.push(resource);
    held.delete(resource);
  }
  await tx.inventoryResource.updateMany({ where: { clusterId, resource: { in: equal } }, data: { verifiedAt: at } });
  return [...different, ...held.keys()];
}
