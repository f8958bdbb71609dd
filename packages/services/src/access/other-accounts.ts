import type { Prisma } from "@holdfast/db/generated/prisma/client";

/**
 * The other accounts of whoever holds an account, by id: those with the same mailbox, whatever stands after a plus sign and however it is
 * spelt. Of an account that is not there, none.
 */
export async function otherAccounts(tx: Pick<Prisma.TransactionClient, "$queryRaw">, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT other.id FROM users AS own JOIN users AS other ON other.id <> own.id
      AND lower(regexp_replace(other.email, '\\+[^@]*@', '@')) = lower(regexp_replace(own.email, '\\+[^@]*@', '@'))
    WHERE own.id = ${userId}`;
  return rows.map((row) => row.id);
}
