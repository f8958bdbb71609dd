import type { AuditActor, AuditRecord } from "@holdfast/contracts/audit";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

const MINUTE_MS = 60_000;
/** So many denials of one caller within a minute stand in the chain one by one. */
export const MOST_DENIALS = 20;
/** And so many refusals of all those together whom nobody knows: a flood of them fills no chain. */
export const MOST_ANONYMOUS = 120;

/** Whether the chain took as many refusals of nobody in particular within the last minute as it takes one by one. */
export async function isAnonymousBeyondBound(tx: Prisma.TransactionClient, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - MINUTE_MS).toISOString();
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM audit_entry WHERE at > ${since}::timestamptz AND actor_kind = 'anonymous' AND outcome = 'refused'
      LIMIT ${MOST_ANONYMOUS}) AS refusal`;
  return Number(row?.n ?? 0) >= MOST_ANONYMOUS;
}

/** Whether the chain took as many denials of this caller within the last minute as it takes one by one. */
export async function isBeyondBound(tx: Prisma.TransactionClient, actor: AuditActor, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - MINUTE_MS).toISOString();
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM audit_entry WHERE actor_id = ${actor.id} AND at > ${since}::timestamptz AND (decision->>'effect') = 'deny'
      LIMIT ${MOST_DENIALS}) AS denial`;
  return Number(row?.n ?? 0) >= MOST_DENIALS;
}

/** Counts one more refusal of a caller for the same action, in the minute of `now`. `settleDenials` puts the count into the chain. */
export async function countDenial(tx: Prisma.TransactionClient, record: AuditRecord, now: Date): Promise<void> {
  const { actor, action, target, decision } = record;
  const effect = decision?.effect === "deny" ? "deny" : "none";
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();
  const [at, permission, tokenId] = [now.toISOString(), decision?.permission ?? "", decision?.tokenId ?? ""];
  await tx.$executeRaw`
    INSERT INTO denial_tally (actor_id, token_id, action, permission, effect, minute, actor_kind, actor_name, target_kind, policies, reason,
      request_id, count, first_at, last_at)
    VALUES (${actor.id}, ${tokenId}, ${action}, ${permission}, ${effect}, ${minute}::timestamptz, ${actor.kind}, ${actor.name}, ${target.kind},
      ${[...(decision?.policies ?? [])]}::text[], ${record.reason ?? ""}, ${record.requestId}, 1, ${at}::timestamptz, ${at}::timestamptz)
    ON CONFLICT (actor_id, token_id, action, permission, effect, minute) DO UPDATE
      SET count = denial_tally.count + 1, last_at = excluded.last_at, request_id = excluded.request_id`;
}
