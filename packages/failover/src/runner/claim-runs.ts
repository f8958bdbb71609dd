// The hub's only loop over runs: ends what ran out, starts what was approved, and takes over what a dead hub has left. Any
// number of hubs do this at once; the leases say who is first.
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { endBeforeStart } from "./end-before-start";
import type { RunContext } from "./run-context";
import { startRun } from "./start-run";
import type { WorkflowEngine } from "./workflow-engine";

/** How many runs are begun or taken over at a time; each is a handful of queries. */
const AT_ONCE = 8;

async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function endWaiting(ctx: RunContext): Promise<void> {
  const waiting = await ctx.db.prisma.run.findMany({
    where: { phase: { in: ["AwaitingApproval", "Approved"] }, OR: [{ intent: "abort" }, { expiresAt: { lte: ctx.now() } }] },
    select: { id: true, phase: true, intent: true, intentByName: true, intentReason: true },
  });
  await each(waiting, async (run) => {
    if (run.intent === "abort") {
      const why = run.intentReason ? `: ${run.intentReason}` : "";
      await endBeforeStart(ctx, run.id, {
        to: "Cancelled",
        message: `aborted by ${run.intentByName ?? "somebody"}${why}`,
        isRefusal: false,
      });
    } else {
      const message = run.phase === "Approved" ? "the approval ran out before the run could start" : "nobody decided in time";
      await endBeforeStart(ctx, run.id, { to: "Expired", message, isRefusal: false });
    }
  });
}

/** Approved runs whose group is free, the first approved first, one a group. */
async function startable(ctx: RunContext): Promise<string[]> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (run.group_id) run.id FROM run
    LEFT JOIN lease ON lease.name = 'run:' || run.id AND lease.expires_at > now()
    WHERE run.phase = 'Approved' AND lease.name IS NULL
      AND NOT EXISTS (SELECT FROM run AS other WHERE other.group_id = run.group_id AND other.phase = ANY(${[...movingPhases]}))
    ORDER BY run.group_id, run.approved_at, run.id`;
  return rows.map((row) => row.id);
}

/** Runs on their way that nobody drives. */
async function abandoned(ctx: RunContext): Promise<{ id: string; isUndoing: boolean }[]> {
  const rows = await ctx.db.prisma.$queryRaw<{ id: string; is_undoing: boolean }[]>`
    SELECT run.id, run.is_undoing FROM run
    LEFT JOIN lease ON lease.name = 'run:' || run.id AND lease.expires_at > now()
    WHERE run.phase = ANY(${[...movingPhases]}) AND lease.name IS NULL`;
  return rows.map((row) => ({ id: row.id, isUndoing: row.is_undoing }));
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

/** One look at all runs. A run that can't be begun or taken over does not keep the others waiting. */
export async function claimRuns(ctx: RunContext, engine: WorkflowEngine): Promise<void> {
  const tolerant = (work: (id: string) => Promise<void>) => async (id: string) => {
    await work(id).catch(async (err: unknown) => {
      ctx.log.warn({ err, "run.id": id }, "a run could not be claimed");
      await ctx.leases.giveBack(id).catch(() => undefined);
    });
  };
  await endWaiting(ctx);
  const left = await abandoned(ctx);
  const undoing = new Map(left.map((run) => [run.id, run.isUndoing]));
  await each(
    [...undoing.keys()],
    tolerant((id) => adopt(ctx, engine, { id, isUndoing: undoing.get(id) ?? false })),
  );
  await each(
    await startable(ctx),
    tolerant((id) => claim(ctx, engine, id)),
  );
}
