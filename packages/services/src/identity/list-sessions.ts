import type { SessionPage } from "@holdfast/contracts/session";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { PROVIDER_SESSION_HOURS } from "../sign-in/oidc/map-groups";
import { readPlace, writePlace } from "./user-cursor";

interface Listing {
  readonly userId: string;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Where somebody is signed in, the newest first. Their own need no more than an account; those of others an admin. */
export async function listSessions(
  ctx: ServiceContext,
  { userId, cursor, limit }: Listing,
  currentId: string | null,
): Promise<SessionPage> {
  await authorise(ctx, {
    permission: userId === ctx.actor.id ? "self:manage" : "access:manage",
    action: "session.list",
    target: { kind: "session", id: userId, name: userId, clusterId: null },
  });
  const after = cursor === null ? null : readPlace(cursor);
  const begunAfter = new Date(ctx.now().getTime() - PROVIDER_SESSION_HOURS * 3_600_000);
  // What came by an identity provider is over after a while, however lately it was used.
  const living = {
    userId,
    expiresAt: { gt: ctx.now() },
    AND: [{ OR: [{ providerId: null }, { createdAt: { gte: begunAfter } }] }],
  };
  const { prisma } = ctx.db;
  const [rows, total] = await Promise.all([
    prisma.session.findMany({
      where: after
        ? { ...living, OR: [{ createdAt: { lt: new Date(after[0]) } }, { createdAt: new Date(after[0]), id: { lt: after[1] } }] }
        : living,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
    prisma.session.count({ where: living }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ id, createdAt, updatedAt, expiresAt, ipAddress, userAgent }) => ({
      id,
      createdAt,
      lastSeenAt: updatedAt,
      expiresAt,
      address: ipAddress || null,
      userAgent: userAgent?.slice(0, 300) || null,
      isCurrent: id === currentId,
    })),
    nextCursor: rows.length > limit && last ? writePlace([last.createdAt.toISOString(), last.id]) : null,
    total,
    isTotalCapped: false,
  };
}
