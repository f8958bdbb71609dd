import type { Database } from "@holdfast/db/database";
import type { LinkRegistry } from "./link-registry";

/** Writes the last signs of life down, once, when this hub stops: whoever finds an agent gone later measures the loss from there. */
export async function keepHeartbeats(db: Database, hubId: string, registry: LinkRegistry): Promise<void> {
  for (const { peer, lastHeartbeatAt } of registry.all())
    await db.prisma.agentLink.updateMany({ where: { clusterId: peer.clusterId, hubId }, data: { lastHeartbeatAt } });
}
