import type { Database } from "@holdfast/db/database";
import { v7 as uuid } from "uuid";

const LIFETIME_MS = 5 * 60_000;

/** What a challenge was given out for: an answer to one is none to another. */
export type ChallengePurpose = "register" | "sign-in" | "confirm";

/** Keeps a challenge for a few minutes, for one answer of one person; for a sign-in nobody is known yet. */
export async function keepChallenge(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  about: { readonly challenge: string; readonly purpose: ChallengePurpose; readonly userId: string | null },
): Promise<void> {
  await db.prisma.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now() } } });
  await db.prisma.passkeyChallenge.create({ data: { id: uuid(), ...about, expiresAt: new Date(now().getTime() + LIFETIME_MS) } });
}

/** Takes a challenge out; false when it was answered already, was given to somebody else or for something else, or is too old. */
export async function takeChallenge(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  about: { readonly challenge: string; readonly purpose: ChallengePurpose; readonly userId: string | null },
): Promise<boolean> {
  return (await db.prisma.passkeyChallenge.deleteMany({ where: { ...about, expiresAt: { gt: now() } } })).count === 1;
}
