import type { ApiTokenView } from "@holdfast/contracts/api-token";
import { Permission } from "@holdfast/contracts/permissions";
import { ClusterSelector } from "@holdfast/contracts/selector";
import type { ApiToken } from "@holdfast/db/generated/prisma/client";

/** The tokens that can be used at an instant. */
export const living = (now: Date) => ({ revokedAt: null, expiresAt: { gt: now } });

/** What a token may do, by the words that this version knows. */
export const tokenPermissions = (row: Pick<ApiToken, "permissions">): Permission[] =>
  row.permissions.flatMap((each) => Permission.safeParse(each).data ?? []);

/** A token as its owner sees it. */
export const apiTokenView = (row: ApiToken): ApiTokenView => ({
  id: row.id,
  name: row.name,
  start: row.start,
  permissions: tokenPermissions(row),
  selector: ClusterSelector.parse(row.selector),
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  lastUsedAt: row.lastUsedAt,
});
