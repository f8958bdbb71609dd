import type { AuditFilter } from "@holdfast/contracts/audit";
import type { Prisma } from "@holdfast/db/generated/prisma/client";

/** The entries that a filter means; an empty condition means all. */
export function auditWhere(filter: Omit<AuditFilter, "cursor" | "limit">): Prisma.AuditEntryWhereInput {
  return {
    ...(filter.actions ? { action: { in: filter.actions } } : {}),
    ...(filter.outcome ? { outcome: filter.outcome } : {}),
    ...(filter.actor ? { OR: [{ actorId: filter.actor }, { actorName: { contains: filter.actor, mode: "insensitive" } }] } : {}),
    ...(filter.targetKind ? { targetKind: filter.targetKind } : {}),
    ...(filter.targetId ? { targetId: filter.targetId } : {}),
    ...(filter.clusterId ? { clusterId: filter.clusterId } : {}),
    ...(filter.from || filter.to ? { at: { ...(filter.from ? { gte: filter.from } : {}), ...(filter.to ? { lt: filter.to } : {}) } } : {}),
  };
}
