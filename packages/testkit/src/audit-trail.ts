import type { AuditEntry } from "@holdfast/contracts/audit";
import { auditEntryOf } from "@holdfast/db/audit/read";
import type { Database } from "@holdfast/db/database";

/** The entries of an action, oldest first. */
export async function auditOf(db: Database, action: string): Promise<AuditEntry[]> {
  return (await db.prisma.auditEntry.findMany({ where: { action }, orderBy: { seq: "asc" } })).map(auditEntryOf);
}
