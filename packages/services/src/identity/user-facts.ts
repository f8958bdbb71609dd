import type { AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import type { Json } from "@holdfast/contracts/json";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import type { UserFacts } from "@holdfast/domain/gates/can-manage-user";
import { selectsWholeFleet } from "@holdfast/domain/selector/matches-cluster";
import { holding } from "../access/access-subject";
import type { ServiceContext } from "../context/service-context";
import { hasFactor } from "../sign-in/require-fresh-factor";

type Store = Prisma.TransactionClient;

/** Somebody's account as the gates and the audit chain need it. */
export interface KnownUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly disabledAt: Date | null;
  readonly facts: UserFacts;
  /** The grants by which this user is admin of the whole fleet for good. */
  readonly adminGrantIds: readonly string[];
}

/** The audit target of a user. */
export const userTarget = ({ id, name }: Pick<KnownUser, "id" | "name">): AuditTarget => ({ kind: "user", id, name, clusterId: null });

/** The grants that make somebody who can sign in admin of the whole fleet for good. Those that expire don't count: they leave by themselves. */
async function lastingAdmins(store: Store): Promise<{ id: string; userId: string }[]> {
  const rows = await store.grant.findMany({
    where: { role: "admin", revokedAt: null, expiresAt: null, user: { disabledAt: null, accounts: { some: {} } } },
    select: { id: true, userId: true, selector: true },
  });
  return rows.filter((row) => selectsWholeFleet(ClusterSelector.parse(row.selector)));
}

/** Makes whoever changes who is admin wait for whoever does so already, until the transaction ends: two admins can't end each other. */
export async function lockAdmins(tx: Store): Promise<void> {
  await tx.$queryRaw`SELECT id FROM role_grant WHERE role = 'admin' AND revoked_at IS NULL ORDER BY id FOR UPDATE`;
}

/** The user as of now. Throws `NotFound` for an id that nobody has. */
export async function knownUser(ctx: ServiceContext, store: Store, userId: string): Promise<KnownUser> {
  const [user, admins] = await Promise.all([
    store.user.findUnique({
      where: { id: userId },
      select: {
        id: true,
        name: true,
        email: true,
        disabledAt: true,
        twoFactorEnabled: true,
        accounts: { where: { password: { not: null } }, select: { id: true } },
        _count: { select: { passkeys: true } },
      },
    }),
    lastingAdmins(store),
  ]);
  if (!user) throw new Fault("NotFound", worded("UserAbsent"));
  const { _count, accounts, twoFactorEnabled, ...known } = user;
  const adminGrantIds = admins.filter((grant) => grant.userId === userId).map((grant) => grant.id);
  return {
    ...known,
    adminGrantIds,
    facts: {
      name: user.name,
      isSelf: ctx.actor.kind === "user" && ctx.actor.id === userId,
      isDisabled: user.disabledAt !== null,
      hasPassword: accounts.length > 0,
      hasSecondFactor: hasFactor({ twoFactorEnabled, _count }),
      isLastAdmin: adminGrantIds.length > 0 && adminGrantIds.length === admins.length,
    },
  };
}

/** Whether nobody would be admin of the whole fleet for good without this grant. */
export const isLastAdminGrant = (user: KnownUser, grantId: string): boolean =>
  user.facts.isLastAdmin && user.adminGrantIds.length === 1 && user.adminGrantIds[0] === grantId;

/** The grants that somebody holds, as the audit chain keeps them. */
export async function heldGrants(
  tx: Store,
  userId: string,
  now: Date,
): Promise<{ role: string; selector: Json; expiresAt: string | null }[]> {
  const rows = await tx.grant.findMany({
    where: { userId, ...holding(now) },
    select: { role: true, selector: true, expiresAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ role, selector, expiresAt }) => ({
    role,
    selector: ClusterSelector.parse(selector) as Json,
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}
