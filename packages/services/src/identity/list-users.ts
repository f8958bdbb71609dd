import type { ListUsers, UserPage, UserSort } from "@holdfast/contracts/identity";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "./user-cursor";
import { userRows } from "./user-rows";

const KEYS: Record<UserSort, { key: Prisma.Sql; type: Prisma.Sql }> = {
  name: { key: Prisma.sql`lower(name)`, type: Prisma.sql`text` },
  email: { key: Prisma.sql`email`, type: Prisma.sql`text` },
  created: { key: Prisma.sql`created_at`, type: Prisma.sql`timestamptz` },
};

/** What the request leaves in, as SQL over `listed`. */
function userFilter({ text, states, roles }: ListUsers, now: Date): Prisma.Sql {
  const part = `%${(text ?? "").replace(/[\\%_]/g, String.raw`\$&`)}%`;
  const conditions = [
    text ? Prisma.sql`(name ILIKE ${part} OR email ILIKE ${part})` : null,
    states?.length ? Prisma.sql`state = ANY(${states}::text[])` : null,
    roles?.length
      ? Prisma.sql`EXISTS (SELECT 1 FROM role_grant g WHERE g.user_id = listed.id AND g.role = ANY(${roles}::"UserRole"[])
          AND g.revoked_at IS NULL AND (g.expires_at IS NULL OR g.expires_at > ${now}))`
      : null,
  ].filter((condition) => condition !== null);
  return Prisma.join([Prisma.sql`true`, ...conditions], " AND ");
}

const listed = Prisma.sql`listed AS (
  SELECT u.id, u.name, u.email, u.created_at,
    CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled'
      WHEN EXISTS (SELECT 1 FROM account a WHERE a.user_id = u.id) THEN 'active' ELSE 'invited' END AS state
  FROM users u)`;

/** A page of everybody with an account, with what each may do in words. */
export async function listUsers(ctx: ServiceContext, input: ListUsers): Promise<UserPage> {
  await authorise(ctx, {
    permission: "access:read",
    action: "user.list",
    target: { kind: "user", id: "all", name: "users", clusterId: null },
  });
  const { key, type } = KEYS[input.sort];
  const [way, beyond] = input.direction === "asc" ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`];
  const place = input.cursor === null ? null : readPlace(input.cursor);
  const after = place ? Prisma.sql`AND (${key}, id) ${beyond} (${place[0]}::${type}, ${place[1]})` : Prisma.empty;
  const filter = userFilter(input, ctx.now());
  const [rows, [counted]] = await Promise.all([
    ctx.db.prisma.$queryRaw<{ id: string; key: string }[]>`
      WITH ${listed} SELECT id, (${key})::text AS key FROM listed WHERE ${filter} ${after}
      ORDER BY ${key} ${way}, id ${way} LIMIT ${input.limit + 1}`,
    ctx.db.prisma.$queryRaw<{ n: bigint }[]>`WITH ${listed} SELECT count(*) AS n FROM listed WHERE ${filter}`,
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: await userRows(
      ctx,
      page.map((row) => row.id),
    ),
    nextCursor: rows.length > input.limit && last ? writePlace([last.key, last.id]) : null,
    total: Number(counted?.n ?? 0),
    isTotalCapped: false,
  };
}
