import { Fault } from "@holdfast/contracts/fault";
import { NewPassword } from "@holdfast/contracts/session";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { SignIn } from "./sign-in";

/** A person to be, with a password. */
export const NewAccount = z.strictObject({
  name: z.string().trim().min(1, "give a name").max(120),
  email: z
    .email("must be an e-mail address")
    .max(200)
    .transform((email) => email.toLowerCase()),
  password: NewPassword,
});
export type NewAccount = z.infer<typeof NewAccount>;

/** Hashes the password outside of any transaction, because it takes a while on purpose, and returns what writes the account inside one. */
export async function newAccount(signIn: SignIn, account: NewAccount): Promise<(tx: Prisma.TransactionClient) => Promise<{ id: string }>> {
  const password = await signIn.hashPassword(account.password);
  return async (tx) => {
    const existing = await tx.user.findUnique({ where: { email: account.email }, select: { id: true } });
    if (existing) throw new Fault("AlreadyExists", worded("EmailTaken"));
    const id = uuid();
    await tx.user.create({
      data: {
        id,
        name: account.name,
        email: account.email,
        emailVerified: true,
        accounts: { create: { id: uuid(), accountId: id, providerId: "credential", password } },
      },
    });
    return { id };
  };
}
