import { AuditEntry } from "@holdfast/contracts/audit";
import { PageRequest, pageOf } from "@holdfast/contracts/page";
import { auditEntryOf } from "@holdfast/db/audit/read";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";

/** What to look for; everything left out matches. `cursor` is the number of the last entry of the page before. */
export const AuditFilter = PageRequest.extend({
  action: z.string().max(63).optional(),
  outcome: z.enum(["succeeded", "refused", "failed"]).optional(),
  actor: z.string().trim().max(200).optional(),
  targetKind: z.string().max(63).optional(),
  targetId: z.string().max(200).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** A page of the trail. */
export const AuditPage = pageOf(AuditEntry);
export type AuditPage = z.infer<typeof AuditPage>;

const TOTAL_CAP = 10_000;

/** A page of the trail, newest first. */
export async function listAudit(ctx: ServiceContext, filter: AuditFilter): Promise<AuditPage> {
  await authorise(ctx, {
    permission: "audit:read",
    action: "audit.list",
    target: { kind: "audit", id: "chain", name: "audit chain", clusterId: null },
  });
  const where: Prisma.AuditEntryWhereInput = {
    ...(filter.action ? { action: filter.action } : {}),
    ...(filter.outcome ? { outcome: filter.outcome } : {}),
    ...(filter.actor ? { OR: [{ actorId: filter.actor }, { actorName: { contains: filter.actor, mode: "insensitive" } }] } : {}),
    ...(filter.targetKind ? { targetKind: filter.targetKind } : {}),
    ...(filter.targetId ? { targetId: filter.targetId } : {}),
    ...(filter.from || filter.to ? { at: { ...(filter.from ? { gte: filter.from } : {}), ...(filter.to ? { lt: filter.to } : {}) } } : {}),
  };
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
