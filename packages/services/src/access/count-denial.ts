import type { AuditActor, AuditDecision, AuditRecord } from "@holdfast/contracts/audit";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

const MINUTE_MS = 60_000;
/** So many denials of one caller within a minute stand in the chain one by one. */
export const MOST_DENIALS = 20;

/** Whether the chain took as many denials of this caller within the last minute as it takes one by one. */
export async function isBeyondBound(tx: Prisma.TransactionClient, actor: AuditActor, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - MINUTE_MS).toISOString();
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM audit_entry WHERE actor_id = ${actor.id} AND at > ${since}::timestamptz AND (decision->>'effect') = 'deny'
      LIMIT ${MOST_DENIALS}) AS denial`;
  return Number(row?.n ?? 0) >= MOST_DENIALS;
}

/** Counts one more denial of a caller for the same action, in the minute of `now`. `settleDenials` puts the count into the chain. */
export async function countDenial(tx: Prisma.TransactionClient, record: AuditRecord, decision: AuditDecision, now: Date): Promise<void> {
  const { actor, action, target } = record;
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();
  const [at, permission, tokenId] = [now.toISOString(), decision.permission ?? "", decision.tokenId ?? ""];
  await tx.$executeRaw`
    INSERT INTO denial_tally (actor_id, token_id, action, permission, minute, actor_kind, actor_name, target_kind, policies, reason,
      request_id, count, first_at, last_at)
    VALUES (${actor.id}, ${tokenId}, ${action}, ${permission}, ${minute}::timestamptz, ${actor.kind}, ${actor.name}, ${target.kind},
      ${[...decision.policies]}::text[], ${record.reason ?? ""}, ${record.requestId}, 1, ${at}::timestamptz, ${at}::timestamptz)
    ON CONFLICT (actor_id, token_id, action, permission, minute) DO UPDATE
      SET count = denial_tally.count + 1, last_at = excluded.last_at, request_id = excluded.request_id`;
}
