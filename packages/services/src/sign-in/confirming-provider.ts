import type { Database } from "@holdfast/db/database";
import type { ServiceContext } from "../context/service-context";
import { FRESH_MS } from "./fresh-time";

/** The provider that confirms who somebody is, in place of a factor that is registered here. */
export interface ConfirmingProvider {
  readonly key: string;
  readonly name: string;
  /** Until when they are taken for confirmed; null when they are not now. */
  readonly until: Date | null;
}

/** Whether somebody has a password here. */
export const hasPassword = async (db: Database, userId: string): Promise<boolean> =>
  (await db.prisma.account.count({ where: { userId, providerId: "credential", password: { not: null } } })) > 0;

/** The provider that the caller's session came by, of somebody who has no password here; null for everybody else, and for programs. */
export async function confirmingProvider(ctx: ServiceContext): Promise<ConfirmingProvider | null> {
  if (ctx.actor.kind !== "user" || ctx.sessionId === undefined) return null;
  const { prisma } = ctx.db;
  const session = await prisma.session.findFirst({ where: { id: ctx.sessionId, userId: ctx.actor.id, providerId: { not: null } } });
  if (!session?.providerId || (await hasPassword(ctx.db, ctx.actor.id))) return null;
  const provider = await prisma.identityProvider.findFirst({
    where: { id: session.providerId, isEnabled: true },
    select: { key: true, name: true },
  });
  if (!provider) return null;
  const until = session.secondFactorAt ? new Date(session.secondFactorAt.getTime() + FRESH_MS) : null;
  return { ...provider, until: until !== null && until > ctx.now() ? until : null };
}
