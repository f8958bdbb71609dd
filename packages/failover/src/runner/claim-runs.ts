// The hub's only loop over runs: ends what ran out, starts what was approved, and takes over what a dead hub has left. Any
// number of hubs do this at once; the leases say who is first.
import { worded } from "@holdfast/contracts/worded";
import { toldBy } from "@holdfast/domain/run/obey-intent";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { endBeforeStart } from "./end-before-start";
import type { RunContext } from "./run-context";
import { sayWaiting } from "./say-waiting";
import { startRun } from "./start-run";
import type { WorkflowEngine } from "./workflow-engine";

async function endWaiting(ctx: RunContext): Promise<void> {
  const waiting = await ctx.db.prisma.run.findMany({
    where: { phase: { in: ["AwaitingApproval", "Approved"] }, OR: [{ intent: "abort" }, { expiresAt: { lte: ctx.now() } }] },
    select: { id: true, phase: true, intent: true, intentByName: true, intentReason: true },
  });
  for (const run of waiting) {
    if (run.intent === "abort") {
      await endBeforeStart(ctx, run.id, {
        to: "Cancelled",
        ...toldBy("abort", { name: run.intentByName ?? "somebody", reason: run.intentReason ?? "" }),
        isRefusal: false,
      });
    } else {
      const text = worded(run.phase === "Approved" ? "RanOutBeforeStart" : "NobodyDecided");
      await endBeforeStart(ctx, run.id, { to: "Expired", ...text, isRefusal: false });
    }
  }
}

/** Approved runs whose time has come and whose group is free, the first approved first, one a group; a rehearsal stands in nobody's way. */
async function startable(ctx: RunContext): Promise<string[]> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (run.group_id, run.kind = 'rehearsal') run.id FROM run
    LEFT JOIN lease ON lease.name = 'run:' || run.id AND lease.expires_at > now() AND lease.owner <> ${ctx.leases.owner}
    WHERE run.phase = 'Approved' AND lease.name IS NULL AND (run.not_before IS NULL OR run.not_before <= ${ctx.now()}::timestamptz)
      AND NOT EXISTS (SELECT FROM run AS other WHERE other.group_id = run.group_id AND other.kind <> 'rehearsal' AND other.phase = ANY(${[...movingPhases]}))
    ORDER BY run.group_id, run.kind = 'rehearsal', run.approved_at, run.id`;
  return rows.map((row) => row.id).filter((id) => !ctx.leases.held(id));
}

const BUSY = worded("WaitingForGroup");

/** Says of approved runs whose group is busy what they wait for. */
async function sayBusy(ctx: RunContext): Promise<void> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT run.id FROM run WHERE run.phase = 'Approved' AND run.phase_message <> ${BUSY.message}
      AND EXISTS (SELECT FROM run AS other WHERE other.group_id = run.group_id AND other.kind <> 'rehearsal' AND other.phase = ANY(${[...movingPhases]}))`;
  for (const { id } of rows) await sayWaiting(ctx, id, BUSY);
}

/** Runs on their way that nobody drives; a lease of this very process that it does not know of is a leftover of a failure. */
async function abandoned(ctx: RunContext): Promise<{ id: string; isUndoing: boolean }[]> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string; is_undoing: boolean }[]>`
    SELECT run.id, run.is_undoing FROM run
    LEFT JOIN lease ON lease.name = 'run:' || run.id AND lease.expires_at > now() AND lease.owner <> ${ctx.leases.owner}
    WHERE run.phase = ANY(${[...movingPhases]}) AND lease.name IS NULL`;
  return rows.filter((row) => !ctx.leases.held(row.id)).map((row) => ({ id: row.id, isUndoing: row.is_undoing }));
}

async function claim(ctx: RunContext, engine: WorkflowEngine, runId: string): Promise<void> {
  const held = await ctx.leases.take(runId);
  if (!held) return;
  const outcome = await startRun(ctx, runId, held);
  if (outcome === "started") await engine.drive(runId, false, held.lease.epoch);
  else await ctx.leases.giveBack(runId);
}

async function adopt(ctx: RunContext, engine: WorkflowEngine, run: { id: string; isUndoing: boolean }): Promise<void> {
  const held = await ctx.leases.take(run.id);
  if (!held) return;
  ctx.log.info({ "run.id": run.id }, "a run that nobody drove is taken over");
  await engine.drive(run.id, run.isUndoing, held.lease.epoch);
}

/** Begins and takes over runs, a few at a time; one that is slow or fails does not keep the others waiting. */
export interface Claimer {
  /** One look at all runs. Returns when it knows what to do, not when that is done. */
  look(): Promise<void>;
  /** Resolves when nothing is being begun or taken over. */
  settled(): Promise<void>;
}

/** How many runs are begun or taken over at a time; each is a handful of queries. */
const AT_ONCE = 8;

/** Claims runs for a hub, until the context's signal. */
export function claimer(ctx: RunContext, engine: WorkflowEngine): Claimer {
  const queue = new Map<string, () => Promise<void>>();
  const working = new Map<string, Promise<void>>();

  const pump = () => {
    for (const [id, work] of queue) {
      if (working.size >= AT_ONCE || ctx.signal.aborted) return;
      queue.delete(id);
      const done = work()
        .catch(async (err: unknown) => {
          ctx.log.warn({ err, "run.id": id }, "a run could not be claimed");
          await ctx.leases.giveBack(id).catch(() => undefined);
        })
        .finally(() => {
          working.delete(id);
          pump();
        });
      working.set(id, done);
    }
  };
  const offer = (id: string, work: () => Promise<void>) => {
    if (!working.has(id)) queue.set(id, work);
  };

  return {
    async look() {
      await endWaiting(ctx);
      await sayBusy(ctx);
      for (const run of await abandoned(ctx)) offer(run.id, () => adopt(ctx, engine, run));
      for (const id of await startable(ctx)) offer(id, () => claim(ctx, engine, id));
      pump();
    },
    async settled() {
      while (working.size > 0) await Promise.all(working.values());
    },
  };
}
