import type { Database } from "@holdfast/db/database";

/** Says that a hub lives, by the database's clock. `address` is where consoles and other hubs reach its internal door. */
export async function announceHub(db: Database, hub: { hubId: string; address: string; version: string }): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO hub_presence (hub_id, address, version, started_at, last_seen_at) VALUES (${hub.hubId}, ${hub.address}, ${hub.version}, now(), now())
    ON CONFLICT (hub_id) DO UPDATE SET address = EXCLUDED.address, version = EXCLUDED.version, last_seen_at = now()`;
}

/** Says that a hub goes, so that nobody waits for it. */
export async function withdrawHub(db: Database, hubId: string): Promise<void> {
  await db.prisma.hubPresence.deleteMany({ where: { hubId } });
}
