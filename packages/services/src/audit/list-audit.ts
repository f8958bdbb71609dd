import type { AuditFilter, AuditPage } from "@holdfast/contracts/audit";
import { auditEntryOf } from "@holdfast/db/audit/read";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { auditWhere } from "./audit-where";

const TOTAL_CAP = 10_000;

/** A page of the trail, newest first. */
export async function listAudit(ctx: ServiceContext, filter: AuditFilter): Promise<AuditPage> {
  await authorise(ctx, {
    permission: "audit:read",
    action: "audit.list",
    target: { kind: "audit", id: "chain", name: "audit chain", clusterId: null },
  });
  const where = auditWhere(filter);
  const isFiltered = Object.keys(where).length > 0;
  const [rows, total] = await Promise.all([
    ctx.db.prisma.auditEntry.findMany({
      where: { ...where, ...(filter.cursor ? { seq: { lt: BigInt(filter.cursor) } } : {}) },
      orderBy: { seq: "desc" },
      take: filter.limit + 1,
    }),
    isFiltered
      ? ctx.db.prisma.auditEntry.count({ where, take: TOTAL_CAP })
      : ctx.db.prisma.auditHead.findUniqueOrThrow({ where: { id: 1 } }).then((head) => Number(head.seq)),
  ]);
  const page = rows.slice(0, filter.limit);
  return {
    rows: page.map(auditEntryOf),
    nextCursor: rows.length > filter.limit ? String(page.at(-1)?.seq) : null,
    total,
    isTotalCapped: isFiltered && total >= TOTAL_CAP,
  };
}
