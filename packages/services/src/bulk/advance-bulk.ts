import type { BulkStanding } from "@holdfast/contracts/bulk";
import { UserId } from "@holdfast/contracts/ids";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import type { BulkChild, BulkOrder } from "@holdfast/db/generated/prisma/client";
import { acquireLease, type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact } from "@holdfast/db/transact";
import { nextChildren } from "@holdfast/domain/object/next-children";
import type { ServiceContext } from "../context/service-context";
import { userContext } from "../context/user-context";
import { bulkTallies, childrenOf, standingOf } from "./bulk-standing";
import { bulkTarget } from "./bulk-view";
import { orderChild } from "./order-child";

const LEASE_MS = 30_000;
/** What still waits after so long is not ordered any more: nobody is watching by then. */
const LIFETIME_MS = 60 * 60_000;

/** What drives bulk orders: the hub. One hub at a time drives one, by a lease that every write requires. */
export interface BulkDriver {
  /** Of the system. Each object is ordered for as the person who asked. */
  readonly ctx: ServiceContext;
  readonly hubId: string;
}

/** The bulk orders that are under way, the oldest first. */
export async function runningBulks(db: Database): Promise<string[]> {
  const rows = await db.prisma.bulkOrder.findMany({ where: { finishedAt: null }, select: { id: true }, orderBy: { id: "asc" } });
  return rows.map(({ id }) => id);
}

/** Those that nobody got to in time are stopped. */
async function giveUp({ ctx }: BulkDriver, lease: Lease, bulk: BulkOrder): Promise<void> {
  const text = worded("BulkTooLate");
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const { count } = await unit.tx.bulkChild.updateMany({
      where: { bulkId: bulk.id, state: "waiting" },
      data: { state: "stopped", message: text.message, phrase: storedPhrase(text), updatedAt: ctx.now() },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: "bulk.expire", target: bulkTarget(bulk.id, bulk.verb, count), outcome: "succeeded" },
      ...{ reason: text.message, before: null, after: { stopped: count }, decision: null, requestId: bulk.id },
    });
  });
}

async function finish({ ctx }: BulkDriver, lease: Lease, bulk: BulkOrder): Promise<void> {
  const tally = (await bulkTallies(ctx, [bulk.id], null)).get(bulk.id) ?? {};
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    await unit.tx.bulkOrder.update({ where: { id: bulk.id }, data: { finishedAt: ctx.now() } });
    unit.audit({
      ...{ actor: ctx.actor, action: "bulk.finish", target: bulkTarget(bulk.id, bulk.verb, total), outcome: "succeeded" },
      ...{ reason: null, before: null, after: tally, decision: null, requestId: bulk.id },
    });
    unit.emit({ type: "bulk.changed", clusterIds: bulk.clusterIds, subject: { kind: "bulk", id: bulk.id }, payload: { finished: true } });
  });
}

/**
 * Takes a bulk order on: orders for the next objects while fewer than allowed are under way, and ends it when none is left. It
 * looks at the rows and never at how they came to be, so a hub that dies anywhere is followed by one that goes on.
 */
export async function advanceBulk(driver: BulkDriver, bulkId: string): Promise<void> {
  const { ctx, hubId } = driver;
  const lease = await acquireLease(ctx.db, `bulk:${bulkId}`, hubId, LEASE_MS);
  if (!lease) return;
  const bulk = await ctx.db.prisma.bulkOrder.findUnique({ where: { id: bulkId } });
  if (!bulk || bulk.finishedAt !== null) return;
  const waiting = await ctx.db.prisma.bulkChild.findMany({ where: { bulkId, state: "waiting" }, orderBy: { position: "asc" } });
  if (waiting.length > 0 && ctx.now().getTime() - bulk.requestedAt.getTime() > LIFETIME_MS) return giveUp(driver, lease, bulk);
  const running = await ctx.db.prisma.$queryRaw<{ clusterId: string; standing: BulkStanding }[]>`
    SELECT child.cluster_id::text AS "clusterId" FROM ${childrenOf([bulkId], null)} AND ${standingOf(ctx.now())} = 'running'`;
  if (waiting.length === 0 && running.length === 0) return finish(driver, lease, bulk);
  const next = nextChildren<BulkChild>(waiting, running);
  if (next.length === 0) return;
  const user = { id: UserId.parse(bulk.requestedById), name: bulk.requestedByName };
  const asked = userContext({ db: ctx.db, now: ctx.now, log: ctx.log, requestId: bulk.id }, user);
  // One after the other: each of them is a short transaction that holds the lease.
  for (const child of next) await orderChild(asked, lease, bulk, child);
}
