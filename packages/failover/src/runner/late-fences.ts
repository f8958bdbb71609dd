// A plan goes on without the fence of a site that is lost. When that site comes back it would serve beside the one that took
// over, so the fence is put up then, by the same steps and under the same guards as in the run. It stays a step of its run:
// people approved it there, and its epoch is what keeps it from acting once another run of the group has begun.
import type { StepState } from "@holdfast/contracts/failover-phase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { LeaseLost } from "@holdfast/db/lease";
import { beginStep } from "@holdfast/domain/run/begin-step";
import { failStep } from "@holdfast/domain/run/fail-step";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { onlyStep } from "@holdfast/domain/run/run-change";
import { type LoadedRun, loadedStep, loadRun, loadRunPlan } from "./load-run";
import { performPrepare } from "./perform-prepare";
import { performSend } from "./perform-send";
import { performVerify } from "./perform-verify";
import { recordWrite } from "./record-write";
import type { RunContext } from "./run-context";
import type { HeldRun } from "./run-leases";
import { runStepContext } from "./run-step-context";
import { RunMoved } from "./run-write";
import { MAX_ATTEMPTS, type Perform } from "./scene";

/** What comes next of a fence in the middle; in every other state it is not under way. */
const next: Partial<Record<StepState, Perform>> = { Preflight: performPrepare, Running: performSend, Verifying: performVerify };

/** The longer it goes wrong, the longer it is left alone. */
const RETRY_SECONDS = 5;

/** The plan says how long a recovery may wait for it; nobody waits any more. */
const TIMEOUT_MS = 30_000;

interface Owed {
  readonly runId: string;
  readonly index: number;
  readonly clusterId: string;
}

/** The fences that the latest runs of their groups went on without, or that a dead hub left in the middle. */
const owedFences = (ctx: RunContext) => ctx.db.prisma.$queryRaw<Owed[]>`
  SELECT step.run_id AS "runId", step.index, step.cluster_id AS "clusterId"
  FROM step_run AS step JOIN run ON run.id = step.run_id JOIN protection_group AS moved ON moved.id = run.group_id
  WHERE step.use = 'network.fence' AND (step.params ->> 'late')::boolean AND step.cluster_id IS NOT NULL
    AND run.phase = 'Succeeded' AND run.kind <> 'rehearsal' AND run.epoch = moved.epoch
    AND (step.state = ANY(${Object.keys(next)}) OR (step.state = 'Skipped' AND step.attempt < ${MAX_ATTEMPTS}
      AND step.finished_at < ${ctx.now()}::timestamptz - step.attempt * ${RETRY_SECONDS} * interval '1 second'))
    AND NOT EXISTS (SELECT FROM run AS other WHERE other.group_id = run.group_id AND other.kind <> 'rehearsal' AND other.phase = ANY(${[...movingPhases]}))`;

/** The step as it is done late: it has its own way of trying again, and ends nobody's run. */
function lateStep(run: LoadedRun, index: number) {
  const step = loadedStep(run, index);
  return { ...step, progress: { ...step.progress, retry: null, onFailure: "skip" as const } };
}

/** Takes the fence over its next boundary. False when it is no longer under way. */
async function advance(ctx: RunContext, { runId, index }: Owed, held: HeldRun): Promise<boolean> {
  const run = await loadRun(ctx.db, runId, await loadRunPlan(ctx.db, runId));
  if (run?.row.phase !== "Succeeded") return false;
  const step = lateStep(run, index);
  if (step.row.state === "Skipped") {
    await recordWrite(ctx, run, held, { change: onlyStep(beginStep(step.progress)), timeoutMs: TIMEOUT_MS });
    return true;
  }
  const perform = next[step.row.state];
  if (!perform) return false;
  const stepCtx = runStepContext(ctx, run, step, AbortSignal.any([ctx.signal, held.signal]));
  const write = await perform({ ctx, run, step, stepCtx });
  await recordWrite(ctx, run, held, write);
  return write.change.steps.at(-1)?.to !== "Skipped";
}

/** What can't be overcome ends the attempt visibly. */
async function giveUp(ctx: RunContext, { runId, index }: Owed, held: HeldRun, cause: unknown): Promise<void> {
  const run = await loadRun(ctx.db, runId, await loadRunPlan(ctx.db, runId));
  if (!run) return;
  const { progress } = lateStep(run, index);
  if (!next[progress.state]) return;
  const why = (cause instanceof Error ? cause.message : String(cause)).slice(0, 480);
  const outcome = progress.reached.includes("sent") ? "unknown" : "failed";
  await recordWrite(ctx, run, held, {
    change: failStep(progress, { outcome, reason: "Internal", ...textOf(worded("HubStuck", { why })) }),
  });
}

async function putUp(ctx: RunContext, owed: Owed): Promise<void> {
  if (!(await ctx.links.linkOf(owed.clusterId)).isConnected) return;
  const held = await ctx.leases.take(owed.runId);
  if (!held) return;
  try {
    let isUnderWay = true;
    while (isUnderWay && !ctx.signal.aborted && !held.signal.aborted) isUnderWay = await advance(ctx, owed, held);
  } catch (cause) {
    if (cause instanceof RunMoved || cause instanceof LeaseLost || ctx.signal.aborted || held.signal.aborted) return;
    ctx.log.error({ err: cause, "run.id": owed.runId }, "a late fence broke");
    await giveUp(ctx, owed, held, cause);
  } finally {
    await ctx.leases.giveBack(owed.runId);
  }
}

/** Puts up what is owed at the sites that answer again. Resolves when each is up, or was given up for now. */
export async function putUpLateFences(ctx: RunContext): Promise<void> {
  const owed = await owedFences(ctx);
  await Promise.all(owed.map((each) => putUp(ctx, each)));
}
