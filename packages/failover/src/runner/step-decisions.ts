import type { Database } from "@holdfast/db/database";
import type { Decision } from "@holdfast/domain/gates/approvals";

/** The decisions about a run, or about one of its steps; the run's own have no step name. */
export async function decisionsOf(db: Database, runId: string, stepName: string): Promise<Decision[]> {
  const rows = await db.prisma.approval.findMany({ where: { runId, stepName } });
  return rows.map((row) => ({
    approverId: row.approverId,
    approverName: row.approverName,
    // The column is only written from the contract's two words.
    decision: row.decision as Decision["decision"],
    comment: row.comment,
    subjectHash: row.subjectHash,
  }));
}
