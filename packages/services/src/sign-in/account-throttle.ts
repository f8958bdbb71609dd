import { createHash } from "node:crypto";
import type { Database } from "@holdfast/db/database";
import { v7 as uuid } from "uuid";

const WINDOW_MS = 60_000;
const MAX_FAILURES = 5;

const keyOf = (email: string) => `sign-in:${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;

/**
 * Failed sign-ins per account, over all addresses: a guesser behind many addresses gets five tries a minute. Kept in the
 * table that better-auth's own limiter uses, under a key that does not tell the address.
 */
export const accountThrottle = (db: Database, now: () => Date) => ({
  /** Seconds to wait, or 0 when another try is allowed. */
  async secondsToWait(email: string): Promise<number> {
    const row = await db.prisma.rateLimit.findUnique({ where: { key: keyOf(email) } });
    const ageMs = row ? now().getTime() - Number(row.lastRequest) : WINDOW_MS;
    return row && row.count >= MAX_FAILURES && ageMs < WINDOW_MS ? Math.ceil((WINDOW_MS - ageMs) / 1000) : 0;
  },
  async failed(email: string): Promise<void> {
    const at = BigInt(now().getTime());
    const since = at - BigInt(WINDOW_MS);
    await db.prisma.$executeRaw`
      INSERT INTO rate_limit (id, key, count, last_request) VALUES (${uuid()}, ${keyOf(email)}, 1, ${at})
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN rate_limit.last_request < ${since} THEN 1 ELSE rate_limit.count + 1 END,
        last_request = ${at}`;
  },
  async succeeded(email: string): Promise<void> {
    await db.prisma.rateLimit.deleteMany({ where: { key: keyOf(email) } });
  },
});
