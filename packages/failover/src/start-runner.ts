import { randomBytes } from "node:crypto";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import { defaultTuning, type RunnerPorts } from "./ports";
import { advanceRun } from "./runner/advance-run";
import { claimer } from "./runner/claim-runs";
import { putUpLateFences } from "./runner/late-fences";
import type { RunContext } from "./runner/run-context";
import { presenceLeaseName, runLeases } from "./runner/run-leases";
import { forgetRun } from "./runner/run-plans";
import { callsSettled } from "./runner/tend-call";
import { listeningBoard } from "./runner/wake-board";
import { startEngine, type WorkflowEngine } from "./runner/workflow-engine";

/** A hub's runner. `stop` lets every write finish, gives all runs back so that another hub goes on at once, and frees DBOS. */
export interface Runner {
  stop(): Promise<void>;
}

const SWEEP_MS = 60_000;

/** A link that comes up is heard at once; this is for what was refused, and for what a dead hub left. */
const LATE_FENCES_MS = 5000;

/** Tidies up behind processes that died: workflows of runs that have ended, and queues that nobody listens to. */
async function sweep(ctx: RunContext, engine: WorkflowEngine): Promise<void> {
  await engine.finishLeftovers(async (runIds) => {
    const rows = await ctx.db.prisma.run.findMany({ where: { id: { in: [...runIds] } }, select: { id: true, phase: true } });
    return new Set(rows.filter((row) => isTerminal(row.phase as RunPhase)).map((row) => row.id));
  });
  await engine.removeQueues(async (owner) => {
    const [alive] = await ctx.db.prisma.$queryRaw<
      object[]
    >`SELECT 1 FROM lease WHERE name = ${presenceLeaseName(owner)} AND expires_at > now()`;
    return alive !== undefined;
  });
}

/** Does `work` now, at every ring of these keys and at least every `everyMs`, one at a time, until the signal. */
async function loop(ctx: RunContext, keys: string[], everyMs: number, message: string, work: () => Promise<void>): Promise<void> {
  const bell = ctx.board.bell(...keys);
  while (!ctx.signal.aborted) {
    await work().catch((err: unknown) => ctx.log.warn({ err }, message));
    await bell.heard(everyMs, ctx.signal);
  }
  bell.close();
}

/** Starts to drive runs in this process. One runner a process; any number of processes share the work. */
export async function startRunner(ports: RunnerPorts): Promise<Runner> {
  const { db, log } = ports;
  const tuning = { ...defaultTuning, ...ports.tuning };
  const owner = `${ports.hubId}:${randomBytes(4).toString("hex")}`;
  const stopping = new AbortController();
  const board = await listeningBoard(db.url, log);
  const leases = runLeases(db, owner, tuning.leaseTtlMs, log);
  const ctx: RunContext = {
    ...ports,
    tuning,
    crashPoint: ports.crashPoint ?? (async () => undefined),
    leases,
    board,
    signal: stopping.signal,
  };
  const working = new Set<Promise<unknown>>();
  const engine = await startEngine({
    db,
    owner,
    log,
    advance(runId, way) {
      const work = advanceRun(ctx, runId, way);
      working.add(work);
      return work.finally(() => working.delete(work));
    },
    async ended(runId) {
      forgetRun(ctx, runId);
      await leases.giveBack(runId);
    },
  });
  const claims = claimer(ctx, engine);
  const loops = [
    loop(ctx, ["run"], tuning.pollMs, "the runs could not be looked at", claims.look),
    loop(ctx, ["link"], LATE_FENCES_MS, "the fences that are owed could not be put up", () => putUpLateFences(ctx)),
    loop(ctx, [], SWEEP_MS, "what dead hubs left could not be tidied up", () => sweep(ctx, engine)),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all([...loops, claims.settled(), ...working]);
      await callsSettled(ctx);
      await engine.stop();
      await leases.close();
      await board.close();
    },
  };
}
