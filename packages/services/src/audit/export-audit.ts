import type { AuditEntry, AuditExport } from "@holdfast/contracts/audit";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { auditWhere } from "./audit-where";

const AT_ONCE = 500;

/**
 * The entries that a filter means, oldest first, a part at a time, up to the one that says who took them away. Without a filter it
 * is the whole chain, which the offline verifier checks.
 */
export async function exportAudit(ctx: ServiceContext, { filter, format }: AuditExport): Promise<AsyncGenerator<AuditEntry[]>> {
  const attempt = { action: "audit.export", target: { kind: "audit", id: "chain", name: "audit chain", clusterId: null } };
  const decision = await authorise(ctx, { permission: "audit:read", ...attempt });
  const { from, to, ...rest } = filter ?? {};
  await transact(ctx.db, ctx.now, async (unit) =>
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, before: null, decision, requestId: ctx.requestId },
      after: { format, filter: filter && { ...rest, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null } },
    }),
  );
  const { seq: through } = await ctx.db.prisma.auditHead.findUniqueOrThrow({ where: { id: 1 } });
  const where = auditWhere(filter ?? {});
  async function* parts() {
    for (let after = 0n; ; ) {
      const rows = await ctx.db.prisma.auditEntry.findMany({
        where: { ...where, seq: { gt: after, lte: through } },
        orderBy: { seq: "asc" },
        take: AT_ONCE,
      });
      if (rows.length > 0) yield rows.map(auditEntryOf);
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return;
      after = last.seq;
    }
  }
  return parts();
}
