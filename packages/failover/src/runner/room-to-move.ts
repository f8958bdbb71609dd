import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import { groupBounds } from "./people-facts";

/**
 * Whether one more group may move, asked under a lock that all starts share: of two groups that would start at this moment the
 * second sees the first.
 */
export async function hasRoomToMove(tx: Prisma.TransactionClient, run: Pick<Run, "id" | "groupId">): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM failover_limit WHERE id = 1 FOR UPDATE`;
  const bounds = await groupBounds(tx, run.groupId, run.id);
  return Number(bounds.others) < bounds.groups_at_once;
}
