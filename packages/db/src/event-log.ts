import type { EventType } from "@holdfast/contracts/event";
import type { Json } from "@holdfast/contracts/json";
import type { Prisma } from "./generated/prisma/client";

/** A fact to publish, before the log numbers it. */
export interface NewEvent {
  readonly type: EventType;
  readonly clusterIds: readonly string[];
  readonly subject: { readonly kind: string; readonly id: string };
  readonly payload: Json;
}

/** Numbers and keeps events inside the caller's transaction; ids come in the order of commits, so a reader that asks for "after" misses none. */
export async function appendEvents(tx: Prisma.TransactionClient, events: readonly NewEvent[], now: Date): Promise<bigint> {
  const [head] = await tx.$queryRaw<{ seq: bigint }[]>`UPDATE event_head SET seq = seq + ${events.length} WHERE id = 1 RETURNING seq`;
  if (!head) throw new Error("the event log has no head: the database was not migrated");
  const first = head.seq - BigInt(events.length) + 1n;
  await tx.event.createMany({
    data: events.map((event, i) => ({
      id: first + BigInt(i),
      type: event.type,
      clusterIds: [...event.clusterIds],
      subjectKind: event.subject.kind,
      subjectId: event.subject.id,
      payload: event.payload as Prisma.InputJsonValue,
      at: now,
    })),
  });
  return head.seq;
}
