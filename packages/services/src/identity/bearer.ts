import { API_TOKEN_PREFIX } from "@holdfast/contracts/api-token";
import { UserId } from "@holdfast/contracts/ids";
import type { Permission } from "@holdfast/contracts/permissions";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { bothSelectors } from "@holdfast/domain/selector/both-selectors";
import { readAccessSubject, unelevated } from "../access/access-subject";
import type { ServiceContext } from "../context/service-context";
import { living, tokenPermissions } from "./api-token-rows";
import { secretHash } from "./secret";

/** A program that acts for a user by a token. */
export interface Bearer {
  readonly tokenId: string;
  readonly tokenName: string;
  readonly user: { readonly id: UserId; readonly name: string };
  readonly permissions: ReadonlySet<Permission>;
  readonly selector: ClusterSelector;
}

const USED_AGAIN_MS = 60_000;

/** Whose token a secret is; null for one that expired, was revoked, is of a disabled user, or never was. Read from the store each time. */
export async function findBearer({ db, now }: Pick<ServiceContext, "db" | "now">, secret: string): Promise<Bearer | null> {
  if (!secret.startsWith(API_TOKEN_PREFIX) || secret.length > 200) return null;
  const row = await db.prisma.apiToken.findFirst({
    where: { tokenHash: secretHash(secret), ...living(now()), user: { disabledAt: null } },
    include: { user: { select: { id: true, name: true } } },
  });
  if (!row) return null;
  // Once a minute is enough to see which tokens nobody needs any more.
  if (row.lastUsedAt === null || now().getTime() - row.lastUsedAt.getTime() > USED_AGAIN_MS)
    await db.prisma.apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: now() } });
  return {
    tokenId: row.id,
    tokenName: row.name,
    user: { id: UserId.parse(row.user.id), name: row.user.name },
    permissions: new Set(tokenPermissions(row)),
    selector: ClusterSelector.parse(row.selector),
  };
}

/**
 * A context of a program with a token. It is audited as its owner, with the token's name; its grants are those of the owner on the
 * token's clusters but for elevations, and the policies forbid whatever the token was not made for.
 */
export function bearerContext(base: Pick<ServiceContext, "db" | "now" | "log" | "requestId">, bearer: Bearer): ServiceContext {
  const { user, tokenId, tokenName, permissions, selector } = bearer;
  let subject: ReturnType<ServiceContext["subject"]> | undefined;
  const narrowed = async () => {
    // What its owner is elevated to for some hours was a yes to a person at a screen: no program takes part in it.
    const owner = unelevated(await readAccessSubject(base.db, user.id, base.now()));
    const grants = owner.grants.map((grant) => ({ ...grant, selector: bothSelectors(grant.selector, selector) }));
    return { ...owner, grants, tokenPermissions: permissions, tokenId };
  };
  return {
    ...base,
    actor: { kind: "user", id: user.id, name: `${user.name} via ${tokenName}` },
    subject: () => {
      subject ??= narrowed();
      return subject;
    },
  };
}
