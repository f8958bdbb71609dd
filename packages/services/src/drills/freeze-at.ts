import { FreezeTimes } from "@holdfast/contracts/freeze-window";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { heldUntil } from "@holdfast/domain/freeze/freeze-times";

/** The freeze that would hold longest of those that hold for a group at an instant; null when none does. */
export async function freezeAt(tx: Prisma.TransactionClient, group: string, at: Date) {
  const rows = await tx.freezeWindow.findMany({ where: { OR: [{ groups: { isEmpty: true } }, { groups: { has: group } }] } });
  const held = rows.flatMap(({ name, reason, times }) => {
    const until = heldUntil(FreezeTimes.parse(times), at);
    return until ? [{ name, reason, until }] : [];
  });
  return held.sort((a, b) => b.until.getTime() - a.until.getTime())[0] ?? null;
}
