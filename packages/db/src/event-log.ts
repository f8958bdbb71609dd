import type { EventType } from "@holdfast/contracts/event";
import type { Json } from "@holdfast/contracts/json";
import { Prisma } from "./generated/prisma/client";

/** A fact to publish, before the log numbers it. */
export interface NewEvent {
  readonly type: EventType;
  readonly clusterIds: readonly string[];
  readonly subject: { readonly kind: string; readonly id: string };
  readonly payload: Json;
}

/** PostgreSQL takes 65,535 parameters in one statement; an event has seven. */
const AT_ONCE = 5000;

const rowOf = ({ type, clusterIds, subject, payload }: NewEvent, place: number, at: Date) =>
  Prisma.sql`(${place}::bigint, ${type}, ${[...clusterIds]}::uuid[], ${subject.kind}, ${subject.id}, ${JSON.stringify(payload)}::jsonb,
    ${at.toISOString()}::timestamptz)`;

/**
 * Numbers and keeps events inside the caller's transaction; ids come in the order of commits, so a reader that asks for "after" misses
 * none. Resolves with the last. All who write wait for the number's row, so it and the events are one statement.
 */
export async function appendEvents(tx: Prisma.TransactionClient, events: readonly NewEvent[], now: Date): Promise<bigint> {
  let last = 0n;
  for (let first = 0; first < events.length; first += AT_ONCE) {
    const rows = events.slice(first, first + AT_ONCE).map((event, i) => rowOf(event, i + 1, now));
    const [head] = await tx.$queryRaw<{ seq: bigint }[]>`
      WITH head AS (UPDATE event_head SET seq = seq + ${rows.length} WHERE id = 1 RETURNING seq),
        kept AS (
          INSERT INTO event (id, type, cluster_ids, subject_kind, subject_id, payload, at)
          SELECT head.seq - ${rows.length}::bigint + said.place, said.type, said.cluster_ids, said.subject_kind, said.subject_id, said.payload, said.at
          FROM head, (VALUES ${Prisma.join(rows)}) AS said (place, type, cluster_ids, subject_kind, subject_id, payload, at))
      SELECT seq FROM head`;
    if (!head) throw new Error("the event log has no head: the database was not migrated");
    last = head.seq;
  }
  return last;
}
