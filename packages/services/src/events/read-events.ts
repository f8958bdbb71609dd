import { type DomainEvent, EventType } from "@holdfast/contracts/event";
import type { Json } from "@holdfast/contracts/json";
import type { Database } from "@holdfast/db/database";

const PAGE = 500;

/** The number of the newest event. */
export async function eventHead(db: Database): Promise<bigint> {
  return (await db.prisma.eventHead.findUniqueOrThrow({ where: { id: 1 } })).seq;
}

/** The events after a number, oldest first, at most 500. Numbers come in the order of commits, so asking for "after" misses none. */
export async function readEvents(db: Database, after: bigint): Promise<DomainEvent[]> {
  const rows = await db.prisma.event.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take: PAGE });
  return rows.flatMap((row) => {
    const type = EventType.safeParse(row.type);
    // A newer hub may write events that this version does not know: they are not for its pages.
    if (!type.success) return [];
    return [
      {
        id: String(row.id),
        type: type.data,
        clusterIds: row.clusterIds,
        subject: { kind: row.subjectKind, id: row.subjectId },
        payload: row.payload as Json,
        at: row.at,
      },
    ];
  });
}
