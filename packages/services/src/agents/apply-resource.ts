import type { ReportMessage } from "@holdfast/contracts/agent-link";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { beginHistory } from "../history/begin-history";
import { removeObjects } from "../history/remove-objects";

type ResourceMessage = Extract<ReportMessage, { type: "inventory.resource" }>;

/**
 * Keeps how the agent stands towards one resource. A resource that is not served any more takes its rows with it; once all of it
 * was read, or it was found to be absent, its changes are kept.
 */
export async function applyResource(tx: Prisma.TransactionClient, clusterId: string, message: ResourceMessage, at: Date): Promise<string> {
  const { resource, kind, isNamespaced, state, observedAt } = message;
  const values = { kind, isNamespaced, state, message: message.message, observedAt: new Date(observedAt) };
  if (state === "absent") await removeObjects(tx, { clusterId, observedAt, at }, Prisma.sql`resource = ${resource}`);
  await tx.inventoryResource.upsert({
    where: { clusterId_resource: { clusterId, resource } },
    update: values,
    create: { clusterId, resource, ...values },
  });
  if (state === "synced" || state === "absent") await beginHistory(tx, clusterId, resource, at);
  return resource;
}
