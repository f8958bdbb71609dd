import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { isHeldRolloutStop } from "./rollout-switch";

/** Thrown by a write about a rollout that somebody has decided about, halted or stopped since it was looked at. It is looked at again. */
export class RolloutMovedOn extends Error {
  constructor() {
    super("the rollout has moved on since it was looked at");
    this.name = "RolloutMovedOn";
  }
}

/** Inside a transaction: throws `RolloutMovedOn` unless the rollout stands as it was seen, and keeps everybody from moving it until the commit. */
export async function requireUnmoved(tx: Prisma.TransactionClient, seen: { readonly id: string; readonly version: number }): Promise<void> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`SELECT version FROM rollout WHERE id = ${seen.id}::uuid FOR UPDATE`;
  if (row?.version !== seen.version) throw new RolloutMovedOn();
}

/** The same for what changes something: it is not done either when the kill switch is engaged. */
export async function requireMayMove(tx: Prisma.TransactionClient, seen: { readonly id: string; readonly version: number }): Promise<void> {
  await requireUnmoved(tx, seen);
  if (await isHeldRolloutStop(tx)) throw new RolloutMovedOn();
}
