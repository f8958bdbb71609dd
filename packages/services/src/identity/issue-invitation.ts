import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { v7 as uuid } from "uuid";
import type { ServiceContext } from "../context/service-context";
import { newSecret, secretHash } from "./secret";

const LIFETIME_MS = 24 * 60 * 60_000;

/** Writes a fresh invitation and ends every unused one before it. Returns the secret, which is kept nowhere. */
export async function issueInvitation(
  ctx: ServiceContext,
  tx: Prisma.TransactionClient,
  userId: string,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newSecret("hfi_");
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS);
  await tx.invitation.deleteMany({ where: { userId, usedAt: null } });
  await tx.invitation.create({
    data: { id: uuid(), userId, tokenHash: secretHash(token), createdById: ctx.actor.id, createdAt, expiresAt },
  });
  return { token, expiresAt };
}
