import type { AuditRecord } from "@holdfast/contracts/audit";
import type { Json } from "@holdfast/contracts/json";
import { Prisma } from "../generated/prisma/client";
import { entryHash } from "./entry-hash";
import { storable } from "./storable";

/** PostgreSQL takes 65,535 parameters in one statement; an entry has eighteen. */
const AT_ONCE = 1000;

const jsonb = (value: Json | null) => (value === null ? null : JSON.stringify(value));

/** An entry as a row of VALUES. */
function rowOf(record: AuditRecord, { seq, at, previousHash, hash }: { seq: number; at: string; previousHash: string; hash: string }) {
  const { actor, target } = record;
  return Prisma.sql`(${seq}::bigint, ${at}::timestamptz, ${actor.kind}, ${actor.id}, ${actor.name}, ${record.action}, ${target.kind}, ${target.id},
    ${target.name}, ${target.clusterId}::uuid, ${record.outcome}, ${record.reason}, ${jsonb(record.before)}::jsonb, ${jsonb(record.after)}::jsonb,
    ${jsonb(record.decision)}::jsonb, ${record.requestId}, ${previousHash}, ${hash})`;
}

/**
 * Appends to the chain inside the caller's transaction. The head's row lock is held until that transaction ends, which
 * makes numbers gapless and the order of the chain the order of the commits. All who write wait for it, so the entries and the
 * new head are one statement.
 */
export async function appendAudit(tx: Prisma.TransactionClient, records: readonly AuditRecord[], now: Date): Promise<void> {
  const [head] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE`;
  if (!head) throw new Error("the audit chain has no head: the database was not migrated");
  let seq = Number(head.seq);
  let previousHash = head.hash;
  const at = now.toISOString();
  for (let first = 0; first < records.length; first += AT_ONCE) {
    const rows = records.slice(first, first + AT_ONCE).map((record) => {
      seq += 1;
      // The cast holds: a record is JSON by its schema, with nothing undefined inside.
      const clean = storable(record as unknown as Json) as unknown as AuditRecord;
      const hash = entryHash({ ...clean, seq, at, previousHash });
      const row = rowOf(clean, { seq, at, previousHash, hash });
      previousHash = hash;
      return row;
    });
    await tx.$executeRaw`
      WITH entries AS (
        INSERT INTO audit_entry (seq, at, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name, cluster_id, outcome,
          reason, before, after, decision, request_id, previous_hash, hash)
        VALUES ${Prisma.join(rows)})
      UPDATE audit_head SET seq = ${seq}, hash = ${previousHash} WHERE id = 1`;
  }
}
