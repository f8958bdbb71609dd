import type { PolicyWaiver } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import { tellWaiver, waiverRecord, waiverTarget } from "./waiver-facts";
import { dueWarning, FIRST_WARNING_MS } from "./waiver-warnings";

const BATCH = 50;
const SYSTEM = { outcome: "succeeded", reason: null, decision: null } as const;

async function expire(ctx: ServiceContext, { id }: PolicyWaiver): Promise<void> {
  await transact(ctx.db, ctx.now, async (unit) => {
    const now = ctx.now();
    await unit.tx.$queryRaw`SELECT 1 FROM policy_waiver WHERE id = ${id}::uuid FOR UPDATE`;
    const row = await unit.tx.policyWaiver.findUnique({ where: { id } });
    if (!row || (row.state !== "active" && row.state !== "requested") || row.expiresAt > now) return;
    const wasActive = row.state === "active";
    const after = await unit.tx.policyWaiver.update({
      where: { id },
      data: { state: "expired", endedAt: now, version: { increment: 1 }, ...(wasActive ? { unsettledSince: now } : {}) },
    });
    const policy = await unit.tx.policy.findUnique({ where: { id: row.policyId }, select: { name: true } });
    unit.audit({
      ...{ actor: ctx.actor, action: "policy.expire-waiver", target: waiverTarget(row, policy?.name ?? row.policyId), ...SYSTEM },
      ...{ before: waiverRecord(row), after: waiverRecord(after), requestId: ctx.requestId },
    });
    await tellWaiver(unit, after, now, wasActive);
  });
}

async function warn(ctx: ServiceContext, { id, warnedHours }: PolicyWaiver, hours: number): Promise<void> {
  // Not audited: telling people that something ends soon changes nothing.
  await transact(ctx.db, ctx.now, async (unit) => {
    const told = await unit.tx.policyWaiver.updateMany({ where: { id, state: "active", warnedHours }, data: { warnedHours: hours } });
    if (told.count === 0) return;
    const row = await unit.tx.policyWaiver.findUniqueOrThrow({ where: { id } });
    const { policyId, clusterIds, owner, expiresAt } = row;
    unit.emit({
      ...{ type: "policy.waiver-ending", clusterIds, subject: { kind: "waiver", id } },
      payload: { policyId, owner, hours, expiresAt: expiresAt.toISOString() },
    });
  });
}

/**
 * Ends the waivers whose time is up and the requests that nobody answered in time, and tells a week and a day before that one ends. Any
 * number of hubs may do it at once: each end and each warning is written once. Answers how many ended.
 */
export async function sweepWaivers(ctx: ServiceContext): Promise<number> {
  const now = ctx.now();
  const live = { state: { in: ["active", "requested"] } };
  const over = await ctx.db.prisma.policyWaiver.findMany({ where: { ...live, expiresAt: { lte: now } }, take: BATCH });
  for (const row of over) await expire(ctx, row);
  const soon = await ctx.db.prisma.policyWaiver.findMany({
    where: { state: "active", expiresAt: { gt: now, lte: new Date(now.getTime() + FIRST_WARNING_MS) } },
  });
  for (const row of soon) {
    const hours = dueWarning(row.expiresAt, now);
    if (hours !== null && (row.warnedHours === null || row.warnedHours > hours)) await warn(ctx, row, hours);
  }
  return over.length;
}
