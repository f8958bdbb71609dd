import type { AuditRecord } from "@holdfast/contracts/audit";
import type { Json } from "@holdfast/contracts/json";
import type { Prisma } from "../generated/prisma/client";
import { entryHash } from "./entry-hash";
import { storable } from "./storable";

const jsonb = (value: Json | null) => (value === null ? null : JSON.stringify(value));

/**
 * Appends to the chain inside the caller's transaction. The head's row lock is held until that transaction ends, which
 * makes numbers gapless and the order of the chain the order of the commits.
 */
export async function appendAudit(tx: Prisma.TransactionClient, records: readonly AuditRecord[], now: Date): Promise<void> {
  const [head] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE`;
  if (!head) throw new Error("the audit chain has no head: the database was not migrated");
  let seq = Number(head.seq);
  let previousHash = head.hash;
  const at = now.toISOString();
  for (const record of records) {
    seq += 1;
    // The cast holds: a record is JSON by its schema, with nothing undefined inside.
    const clean = storable(record as unknown as Json) as unknown as AuditRecord;
    const hash = entryHash({ ...clean, seq, at, previousHash });
    const { actor, target } = clean;
    await tx.$executeRaw`INSERT INTO audit_entry (seq, at, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name,
        cluster_id, outcome, reason, before, after, decision, request_id, previous_hash, hash)
      VALUES (${seq}, ${at}::timestamptz, ${actor.kind}, ${actor.id}, ${actor.name}, ${clean.action}, ${target.kind}, ${target.id}, ${target.name},
        ${target.clusterId}::uuid, ${clean.outcome}, ${clean.reason}, ${jsonb(clean.before)}::jsonb, ${jsonb(clean.after)}::jsonb,
        ${jsonb(clean.decision)}::jsonb, ${clean.requestId}, ${previousHash}, ${hash})`;
    previousHash = hash;
  }
  await tx.$executeRaw`UPDATE audit_head SET seq = ${seq}, hash = ${previousHash} WHERE id = 1`;
}
