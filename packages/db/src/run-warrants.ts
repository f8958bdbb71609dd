import type { Prisma, RunWarrant } from "./generated/prisma/client";

type Answer = { readonly outcome: string | null; readonly reason: string | null };

/** A warrant with how the orders about it were answered. */
export interface StoredWarrant {
  readonly row: RunWarrant;
  readonly hold: Answer | null;
  readonly revoke: Answer | null;
  readonly endedAs: string | null;
  readonly expiresAt: Date;
}

/** The warrants that are meant, the latest of a run first. */
export async function runWarrants(tx: Prisma.TransactionClient, where: Prisma.RunWarrantWhereInput): Promise<StoredWarrant[]> {
  const rows = await tx.runWarrant.findMany({ where, orderBy: [{ runId: "asc" }, { number: "desc" }] });
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) => [row.holdCommandId, ...(row.revokeCommandId === null ? [] : [row.revokeCommandId])]);
  const commands = await tx.command.findMany({ where: { id: { in: ids } }, select: { id: true, outcome: true, reason: true } });
  const answers = new Map(commands.map(({ id, outcome, reason }) => [id, { outcome, reason }]));
  return rows.map((row) => ({
    row,
    hold: answers.get(row.holdCommandId) ?? null,
    revoke: row.revokeCommandId === null ? null : (answers.get(row.revokeCommandId) ?? { outcome: null, reason: null }),
    endedAs: row.endedAs,
    expiresAt: row.expiresAt,
  }));
}
