import { randomUUID } from "node:crypto";
import { warrantRevoke } from "@holdfast/contracts/commands/warrant-revoke";
import type { StoredWarrant } from "@holdfast/db/run-warrants";
import { transact } from "@holdfast/db/transact";
import { WARRANT_DEAD_AFTER_MS } from "@holdfast/domain/warrant/warrant-state";
import type { LoadedRun } from "../runner/load-run";
import type { RunContext } from "../runner/run-context";
import type { HeldRun } from "../runner/run-leases";
import { openWarrants, unsettledWarrants } from "./open-warrants";
import { sayWarrant } from "./say-warrant";

/** How long a run waits for its agent to drop a warrant before it goes where it was told to, saying so. */
const PATIENCE_MS = 4000;

const isUnasked = ({ row, revoke }: StoredWarrant) =>
  row.revokeCommandId === null || (revoke !== null && revoke.outcome !== null && revoke.outcome !== "accepted");

/** Tells the agent to drop it: an order like any other, which waits for the agent when it is away. */
async function revoke(ctx: RunContext, run: LoadedRun, held: HeldRun, { row }: StoredWarrant, reason: string): Promise<void> {
  const id = randomUUID();
  await transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const { count } = await unit.tx.runWarrant.updateMany({
      where: { id: row.id, revokes: row.revokes },
      data: { revokeCommandId: id, revokes: { increment: 1 } },
    });
    if (count === 0) return;
    unit.order({
      ...{ id, clusterId: row.clusterId, name: warrantRevoke.name, input: { runId: row.runId } },
      ...{ scope: `group:${run.row.groupId}`, epoch: run.row.epoch, idempotencyKey: `warrant:${row.id}:revoke:${row.revokes + 1}` },
      // Later it is over by itself.
      expiresAt: new Date(row.expiresAt.getTime() + WARRANT_DEAD_AFTER_MS),
    });
    const { number } = row;
    sayWarrant(unit, ctx, run, { action: "failover.warrant-revoked", warrantId: row.id, number, reason, after: {} });
  });
}

/**
 * Has the agent drop the warrants of a run, and waits until it says that it has: no longer than a moment, and not at all while it is
 * away. Returns those that may still be acted on, or with `isWordNeeded` those under which something may have been done that nobody
 * knows of: whoever goes on in spite of them has to say so.
 */
export async function dropWarrants(
  ctx: RunContext,
  run: LoadedRun,
  held: HeldRun,
  reason: string,
  signal: AbortSignal,
  isWordNeeded = false,
): Promise<StoredWarrant[]> {
  const left = isWordNeeded ? unsettledWarrants : openWarrants;
  const until = ctx.now().getTime() + PATIENCE_MS;
  const bell = ctx.board.bell(`run:${run.row.id}`, "run");
  try {
    for (;;) {
      const open = await left(ctx, run.row.id);
      for (const each of open.filter(isUnasked)) await revoke(ctx, run, held, each, reason);
      const { isConnected } = await ctx.links.linkOf(run.plan.sites[1].id);
      if (open.length === 0 || !isConnected || ctx.now().getTime() >= until || signal.aborted) return open;
      await bell.heard(ctx.tuning.lookMs, signal);
    }
  } finally {
    bell.close();
  }
}
