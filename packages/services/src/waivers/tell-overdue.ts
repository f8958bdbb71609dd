import type { PolicyWaiver } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { hasEnded } from "./out-of-line";
import { waiverRecord, waiverTarget } from "./waiver-facts";

/** Clusters have this long to be strict again after a waiver has ended. */
const OVERDUE_MS = 10 * 60_000;
/** What `warnedHours` is once it was told that a waiver outlasts its end. */
const TOLD = 0;

/** Says once, on record, that a waiver has ended and clusters may still have what it let through. */
export async function tellOverdue(ctx: ServiceContext, policyName: string, waivers: readonly PolicyWaiver[]): Promise<void> {
  const now = ctx.now();
  const isOverdue = (row: PolicyWaiver) =>
    hasEnded(row) && row.warnedHours !== TOLD && now.getTime() - (row.unsettledSince ?? now).getTime() > OVERDUE_MS;
  for (const row of waivers.filter(isOverdue))
    await transact(ctx.db, ctx.now, async (unit) => {
      const where = { id: row.id, unsettledSince: { not: null }, OR: [{ warnedHours: null }, { warnedHours: { not: TOLD } }] };
      if ((await unit.tx.policyWaiver.updateMany({ where, data: { warnedHours: TOLD } })).count === 0) return;
      unit.audit({
        ...{ actor: ctx.actor, action: "policy.waiver-overdue", target: waiverTarget(row, policyName), outcome: "failed" },
        ...{ reason: null, decision: null, before: null, after: waiverRecord(row), requestId: ctx.requestId },
      });
      unit.emit({
        ...{ type: "policy.waiver-changed", clusterIds: row.clusterIds, subject: { kind: "waiver", id: row.id } },
        payload: { state: row.state, isOverdue: true },
      });
    });
}
