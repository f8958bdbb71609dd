import type { KnownPage } from "@holdfast/contracts/agent-link";
import type { Database } from "@holdfast/db/database";

const PAGE = 5000;

/** What the store holds of one resource of a cluster, as uid and digest in uid order: what its agent compares with. */
export async function knownObjects(db: Database, clusterId: string, resource: string, after: string | null): Promise<KnownPage> {
  const rows = await db.prisma.inventoryObject.findMany({
    where: { clusterId, resource, ...(after === null ? {} : { uid: { gt: after } }) },
    select: { uid: true, digest: true },
    orderBy: { uid: "asc" },
    take: PAGE,
  });
  return { entries: rows.map((row) => [row.uid, String(row.digest)]), next: rows.length === PAGE ? (rows.at(-1)?.uid ?? null) : null };
}
