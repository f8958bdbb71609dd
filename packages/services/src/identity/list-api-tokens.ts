import type { ApiTokenPage } from "@holdfast/contracts/api-token";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { apiTokenView, living } from "./api-token-rows";
import { readPlace, writePlace } from "./user-cursor";

interface Listing {
  readonly userId: string;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Somebody's living tokens, the newest first. One's own need no more than an account; those of others an admin. */
export async function listApiTokens(ctx: ServiceContext, { userId, cursor, limit }: Listing): Promise<ApiTokenPage> {
  await authorise(ctx, {
    permission: userId === ctx.actor.id ? "self:manage" : "access:manage",
    action: "api-token.list",
    target: { kind: "user", id: userId, name: userId, clusterId: null },
  });
  const after = cursor === null ? null : readPlace(cursor);
  const where = { userId, ...living(ctx.now()) };
  const { prisma } = ctx.db;
  const [rows, total] = await Promise.all([
    // Ids are made in the order of time.
    prisma.apiToken.findMany({ where: after ? { ...where, id: { lt: after[1] } } : where, orderBy: { id: "desc" }, take: limit + 1 }),
    prisma.apiToken.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(apiTokenView),
    nextCursor: rows.length > limit && last ? writePlace(["", last.id]) : null,
    total,
    isTotalCapped: false,
  };
}
