import type { AuditEntry } from "@holdfast/contracts/audit";
import { auditEntryOf } from "@holdfast/db/audit/read";
import type { Database } from "@holdfast/db/database";

const PAGE = 2000;

/** All entries up to `through`, in order, a page in memory at a time. */
export async function* readChain(db: Database, through: bigint): AsyncGenerator<AuditEntry> {
  for (let after = 0n; after < through; ) {
    const rows = await db.prisma.auditEntry.findMany({ where: { seq: { gt: after, lte: through } }, orderBy: { seq: "asc" }, take: PAGE });
    if (rows.length === 0) return;
    for (const row of rows) yield auditEntryOf(row);
    after = rows.at(-1)?.seq ?? through;
  }
}
