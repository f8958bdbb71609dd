import { FreezeTimes } from "@holdfast/contracts/freeze-window";
import type { Prisma, Rollout } from "@holdfast/db/generated/prisma/client";
import { heldUntil } from "@holdfast/domain/freeze/freeze-times";
import { termsOf } from "./rollout-terms";

/** A freeze that keeps a rollout from beginning a wave. */
export interface RolloutFreezeNow {
  readonly name: string;
  readonly until: Date;
}

/**
 * The freeze that keeps a push from beginning a wave for longest now: one of its strategy, or one of the calendar that holds for
 * everything. What takes clusters back is kept by none.
 */
export async function rolloutFreeze(tx: Prisma.TransactionClient, rollout: Rollout, now: Date): Promise<RolloutFreezeNow | null> {
  if (rollout.action !== "push") return null;
  const calendar = await tx.freezeWindow.findMany({ where: { groups: { isEmpty: true } }, select: { name: true, times: true } });
  const all = [...termsOf(rollout).freezes, ...calendar.map(({ name, times }) => ({ name, times: FreezeTimes.parse(times) }))];
  const held = all.flatMap(({ name, times }) => {
    const until = heldUntil(times, now);
    return until ? [{ name, until }] : [];
  });
  return held.sort((a, b) => b.until.getTime() - a.until.getTime())[0] ?? null;
}
