import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** Longer than a code is taken for: its half minute, and the one on either side for clocks that differ. */
const CODE_LIVES_MS = 120_000;

/** Notes that a code of somebody's authenticator was used; false when it was before, by whoever looked over a shoulder, or at the same moment. */
export async function isFirstUse(tx: Prisma.TransactionClient, userId: string, code: string, at: Date): Promise<boolean> {
  const { count } = await tx.twoFactor.updateMany({
    where: {
      userId,
      OR: [{ usedCode: null }, { usedCode: { not: code } }, { usedAt: { lt: new Date(at.getTime() - CODE_LIVES_MS) } }],
    },
    data: { usedCode: code, usedAt: at },
  });
  return count > 0;
}

/** Whether a code was used lately. A first look, before the library spends a sign-in on it: `isFirstUse` decides. */
export async function wasUsed(tx: Prisma.TransactionClient, userId: string, code: string, at: Date): Promise<boolean> {
  const usedAt = { gte: new Date(at.getTime() - CODE_LIVES_MS) };
  return (await tx.twoFactor.count({ where: { userId, usedCode: code, usedAt } })) > 0;
}
