import type { ReportMessage } from "@holdfast/contracts/agent-link";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

type ResourceMessage = Extract<ReportMessage, { type: "inventory.resource" }>;

/** Keeps how the agent stands towards one resource. A resource that is not served any more takes its rows with it. */
export async function applyResource(tx: Prisma.TransactionClient, clusterId: string, message: ResourceMessage): Promise<string> {
  const { resource, kind, isNamespaced, state } = message;
  const values = { kind, isNamespaced, state, message: message.message, observedAt: new Date(message.observedAt) };
  await tx.inventoryResource.upsert({
    where: { clusterId_resource: { clusterId, resource } },
    update: values,
    create: { clusterId, resource, ...values },
  });
  if (state === "absent") await tx.inventoryObject.deleteMany({ where: { clusterId, resource } });
  return resource;
}
