import type { Permission } from "@holdfast/contracts/permissions";
import { UserRole } from "@holdfast/contracts/roles";
import { ClusterSelector } from "@holdfast/contracts/selector";
import type { Database } from "@holdfast/db/database";
import { matchesCluster, type SelectableCluster, selectsWholeFleet } from "@holdfast/domain/selector/matches-cluster";

/** A person's standing: the grants that hold now. */
export interface AccessSubject {
  readonly userId: string;
  readonly isDisabled: boolean;
  readonly grants: readonly {
    readonly id?: string;
    readonly role: UserRole;
    readonly selector: ClusterSelector;
    readonly isElevation?: boolean;
  }[];
  /** Set where a program asks for the person by a token: what the token was made for. */
  readonly tokenPermissions?: ReadonlySet<Permission>;
  readonly tokenId?: string;
}

/** The grants that hold at an instant, as every reader of standings selects them. */
export const holding = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });

/** The grants of rows, checked. */
export const grantsOf = (
  rows: readonly { id: string; role: string; selector: unknown; elevationId: string | null }[],
): AccessSubject["grants"] =>
  rows.map((grant) => ({
    id: grant.id,
    role: UserRole.parse(grant.role),
    selector: ClusterSelector.parse(grant.selector),
    isElevation: grant.elevationId !== null,
  }));

/** What of a grant a standing is made of. */
export const grantFields = { id: true, role: true, selector: true, elevationId: true } as const;

/** The person's standing but for what they are elevated to for some hours. */
export const unelevated = (subject: AccessSubject): AccessSubject => ({
  ...subject,
  grants: subject.grants.filter((grant) => !grant.isElevation),
});

/** Reads who a person is now. Somebody who is not there any more may do nothing. */
export async function readAccessSubject(db: Database, userId: string, now: Date): Promise<AccessSubject> {
  const user = await db.prisma.user.findUnique({
    where: { id: userId },
    select: { disabledAt: true, grants: { where: holding(now), select: grantFields } },
  });
  return { userId, isDisabled: user === null || user.disabledAt !== null, grants: grantsOf(user?.grants ?? []) };
}

/** Everybody who holds a grant now, in one question; those who are disabled among them. */
export async function readAccessSubjects(db: Database, now: Date): Promise<AccessSubject[]> {
  const users = await db.prisma.user.findMany({
    where: { grants: { some: holding(now) } },
    select: { id: true, disabledAt: true, grants: { where: holding(now), select: grantFields } },
  });
  return users.map((user) => ({ userId: user.id, isDisabled: user.disabledAt !== null, grants: grantsOf(user.grants) }));
}

const distinct = (roles: readonly UserRole[]) => UserRole.options.filter((role) => roles.includes(role));

/** The roles held on one cluster. */
export const rolesOn = (subject: AccessSubject, cluster: SelectableCluster): UserRole[] =>
  distinct(subject.grants.filter((grant) => matchesCluster(grant.selector, cluster)).map((grant) => grant.role));

/** The roles held on the whole fleet. */
export const rolesOnFleet = (subject: AccessSubject): UserRole[] =>
  distinct(subject.grants.filter((grant) => selectsWholeFleet(grant.selector)).map((grant) => grant.role));

/** The roles held on anything. */
export const rolesSomewhere = (subject: AccessSubject): UserRole[] => distinct(subject.grants.map((grant) => grant.role));
