import type { GrantView, UserRow, UserState } from "@holdfast/contracts/identity";
import { GrantId, UserId } from "@holdfast/contracts/ids";
import { UserRole } from "@holdfast/contracts/roles";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { holding } from "../access/access-subject";
import type { ServiceContext } from "../context/service-context";

/** When each of these people signed in last. The trail knows it even after the session is gone. */
async function lastSignIns(ctx: ServiceContext, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string; at: Date }[]>`
    SELECT u.id, e.at FROM unnest(${[...ids]}::text[]) AS u(id) CROSS JOIN LATERAL (
      SELECT at FROM audit_entry WHERE target_kind = 'session' AND target_id = u.id AND action = 'session.create' AND outcome = 'succeeded'
      ORDER BY seq DESC LIMIT 1) e`;
  return new Map(rows.map((row) => [row.id, row.at]));
}

/** How somebody stands, by what the store holds of them. Who comes by an identity provider alone has an account, and no password. */
export const userState = (user: { readonly disabledAt: Date | null; readonly hasAccount: boolean }): UserState =>
  user.disabledAt !== null ? "disabled" : user.hasAccount ? "active" : "invited";

/** These users in this order, with the grants that they hold now. */
export async function userRows(ctx: ServiceContext, ids: readonly string[]): Promise<UserRow[]> {
  const { prisma } = ctx.db;
  const [users, signIns] = await Promise.all([
    prisma.user.findMany({
      where: { id: { in: [...ids] } },
      select: {
        id: true,
        name: true,
        email: true,
        createdAt: true,
        disabledAt: true,
        _count: { select: { accounts: true } },
        grants: { where: holding(ctx.now()), orderBy: [{ createdAt: "asc" }, { id: "asc" }] },
      },
    }),
    lastSignIns(ctx, ids),
  ]);
  const givers = await prisma.user.findMany({
    where: { id: { in: [...new Set(users.flatMap((user) => user.grants.map((grant) => grant.grantedById)))] } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(givers.map(({ id, name }) => [id, name]));
  const grantView = (grant: (typeof users)[number]["grants"][number]): GrantView => ({
    id: GrantId.parse(grant.id),
    role: UserRole.parse(grant.role),
    selector: ClusterSelector.parse(grant.selector),
    // What is no user's id is the name of a part of the product.
    grantedByName: nameOf.get(grant.grantedById) ?? grant.grantedById,
    createdAt: grant.createdAt,
    expiresAt: grant.expiresAt,
    isElevation: grant.elevationId !== null,
  });
  const rows = new Map(
    users.map(({ _count, grants, disabledAt, ...user }): [string, UserRow] => [
      user.id,
      {
        ...user,
        id: UserId.parse(user.id),
        state: userState({ disabledAt, hasAccount: _count.accounts > 0 }),
        isSelf: ctx.actor.kind === "user" && ctx.actor.id === user.id,
        grants: grants.map(grantView),
        lastSignInAt: signIns.get(user.id) ?? null,
      },
    ]),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}
