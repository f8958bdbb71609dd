import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

/** The newest first. The ids alone don't say it: the id of a run that a step of another made is a digest. */
export const newestRuns = [{ requestedAt: "desc" }, { id: "desc" }] as const satisfies Prisma.RunOrderByWithRelationInput[];

/** When the last run of the page before was asked for, in milliseconds since 1970, and its id. */
const Cursor = z.tuple([z.coerce.number().int().min(0).max(8.64e15), z.uuid()]);

/** Where the next page begins after this run. */
export const runCursor = ({ requestedAt, id }: Pick<Run, "requestedAt" | "id">): string => `${requestedAt.getTime()}.${id}`;

/** The runs that come after a page's last one, in the order of `newestRuns`. Throws InvalidInput for what is no cursor of this order. */
export function runsAfter(cursor: string | null): Prisma.RunWhereInput {
  if (cursor === null) return {};
  const read = Cursor.safeParse(cursor.split("."));
  if (!read.success) throw new Fault("InvalidInput", worded("CursorForeign"));
  const [at, id] = [new Date(read.data[0]), read.data[1]];
  return { OR: [{ requestedAt: { lt: at } }, { requestedAt: at, id: { lt: id } }] };
}
