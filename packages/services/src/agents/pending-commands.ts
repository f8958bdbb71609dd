import type { SignedCommand } from "@holdfast/contracts/command";
import type { Json } from "@holdfast/contracts/json";
import type { Database } from "@holdfast/db/database";
import type { SigningKey } from "../pki/signing-key";

const BATCH = 100;

/** The signed orders of a cluster after a number, oldest first, that are not finished: what an agent has not answered yet. */
export async function pendingCommands(
  db: Database,
  key: SigningKey,
  clusterId: string,
  afterSeq: number,
): Promise<{ seq: number; command: SignedCommand }[]> {
  const rows = await db.prisma.command.findMany({
    where: { clusterId, seq: { gt: BigInt(afterSeq) }, finishedAt: null },
    orderBy: { seq: "asc" },
    take: BATCH,
  });
  return rows.map((row) => {
    const payload = JSON.stringify({
      id: row.id,
      clusterId: row.clusterId,
      seq: Number(row.seq),
      name: row.name,
      input: row.input as Json,
      scope: row.scope,
      epoch: Number(row.epoch),
      idempotencyKey: row.idempotencyKey,
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    });
    return { seq: Number(row.seq), command: { payload, signature: key.sign(payload), keyId: key.keyId } };
  });
}
