import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** Every word for what was done that stands in the trail, each once, in order. */
export async function listAuditActions(ctx: ServiceContext): Promise<string[]> {
  await authorise(ctx, {
    permission: "audit:read",
    action: "audit.list-actions",
    target: { kind: "audit", id: "chain", name: "audit chain", clusterId: null },
  });
  // From word to word along the index: a DISTINCT would read the whole trail.
  const rows = await ctx.db.prisma.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE word AS (
      (SELECT action FROM audit_entry ORDER BY action LIMIT 1)
      UNION ALL
      SELECT (SELECT e.action FROM audit_entry e WHERE e.action > word.action ORDER BY e.action LIMIT 1) FROM word WHERE word.action IS NOT NULL
    )
    SELECT action FROM word WHERE action IS NOT NULL`;
  return rows.map((row) => row.action);
}
