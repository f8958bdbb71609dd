import type { DifferenceRow } from "@holdfast/contracts/compare";
import { Fault } from "@holdfast/contracts/fault";
import { z } from "zod";

/** Where a difference stands: its object's kind, namespace and name, and its number among the object's differences. */
export type DifferencePlace = readonly [string, string, string, number];

const Cursor = z.tuple([z.string(), z.string(), z.string(), z.number().int()]);

function readCursor(cursor: string | null): DifferencePlace | null {
  if (cursor === null) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new Fault("InvalidInput", "cursor: it is not one of ours. Start again from the first page.", { cause });
  }
}

function isPast(place: DifferencePlace, after: DifferencePlace): boolean {
  for (const i of [0, 1, 2] as const) if (place[i] !== after[i]) return Buffer.compare(Buffer.from(place[i]), Buffer.from(after[i])) > 0;
  return place[3] > after[3];
}

/** Collects one page of differences that are offered in order, and counts them all. Throws `InvalidInput` for a cursor of another list. */
export function comparisonPage(limit: number, cursor: string | null) {
  const after = readCursor(cursor);
  const rows: DifferenceRow[] = [];
  let last: DifferencePlace | null = null;
  let hasMore = false;
  let total = 0;
  return {
    offer(place: DifferencePlace, row: DifferenceRow): void {
      total++;
      if (after && !isPast(place, after)) return;
      if (rows.length === limit) {
        hasMore = true;
        return;
      }
      rows.push(row);
      last = place;
    },
    page: () => ({
      rows,
      total,
      isTotalCapped: false,
      nextCursor: hasMore ? Buffer.from(JSON.stringify(last)).toString("base64url") : null,
    }),
  };
}
