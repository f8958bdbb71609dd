import type { AuditEntry } from "@holdfast/contracts/audit";
import type { AuditEntry as AuditRow } from "../generated/prisma/client";

/** The entry that a row holds, in the very shape that was hashed. */
export function auditEntryOf(row: AuditRow): AuditEntry {
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    // Rows are only written from checked records; a hand-edited one fails its hash, which is the point.
    actor: { kind: row.actorKind as AuditEntry["actor"]["kind"], id: row.actorId, name: row.actorName },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId, name: row.targetName, clusterId: row.clusterId },
    outcome: row.outcome as AuditEntry["outcome"],
    reason: row.reason,
    before: row.before as AuditEntry["before"],
    after: row.after as AuditEntry["after"],
    decision: row.decision as AuditEntry["decision"],
    requestId: row.requestId,
    previousHash: row.previousHash,
    hash: row.hash,
  };
}
