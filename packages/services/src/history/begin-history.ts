import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** Warnings are told by the cluster and end by themselves: nobody decides them, and they would be most of the history. */
const NOT_KEPT = new Set(["events"]);

/** From now on the changes of a resource's objects are kept. What was there before is where the history begins; nothing is written of it. */
export async function beginHistory(tx: Prisma.TransactionClient, clusterId: string, resource: string, at: Date): Promise<void> {
  if (NOT_KEPT.has(resource)) return;
  await tx.inventoryHistory.createMany({ data: [{ clusterId, resource, keptSince: at }], skipDuplicates: true });
}
