import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { canStartRun } from "@holdfast/domain/gates/can-start-run";
import { guardResults, startGuards } from "@holdfast/domain/gates/guards";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { endBeforeStart } from "./end-before-start";
import { gatherGuards, unmetWords } from "./gather-guards";
import { loadRunPlan, type RunPlan } from "./load-run";
import { moversOf } from "./movers";
import { hubActor, type RunContext, runRequestId } from "./run-context";
import type { HeldRun } from "./run-leases";
import { sayWaiting } from "./say-waiting";
import { decisionsOf } from "./step-decisions";

/** `waits`: something that may pass keeps it from starting. `ended`: it may never start any more. */
export type StartOutcome = "started" | "waits" | "ended";

const include = { plan: true, evaluation: true, group: true } as const satisfies Prisma.RunInclude;
type Approved = Prisma.RunGetPayload<{ include: typeof include }>;

/** The hash made again from the rows that it stands for: what was approved, or something else. */
async function currentHash(ctx: RunContext, run: Approved): Promise<string> {
  const version = await ctx.db.prisma.planVersion.findUniqueOrThrow({
    where: { planId_number: { planId: run.planId, number: run.planVersion } },
  });
  return subjectHash({
    ...run,
    runId: run.id,
    planContentHash: contentHash(version.spec),
    evaluationContentHash: contentHash(run.evaluation.findings),
  });
}

async function blockingNow(ctx: RunContext, run: Approved): Promise<Worded[]> {
  const latest = await ctx.db.prisma.evaluation.findFirst({
    where: { planId: run.planId, number: run.planVersion, workflow: run.workflow },
    orderBy: { evaluatedAt: "desc" },
  });
  // The evaluator writes this column from the contract's own shape.
  const findings = (latest?.findings ?? []) as unknown as PlanFinding[];
  return findings.filter((finding) => finding.severity === "blocking").map(textOf);
}

/** When the primary was lost, if it is: its last sign of life, and when that was noticed. */
async function lossOf(ctx: RunContext, run: Approved): Promise<Pick<Approved, "primaryLostAt" | "primaryLossSeenAt">> {
  const link = await ctx.links.linkOf(run.primaryId);
  return link.isConnected
    ? { primaryLostAt: null, primaryLossSeenAt: null }
    : { primaryLostAt: link.lastHeartbeatAt, primaryLossSeenAt: link.since };
}

const stepRows = (run: Approved, plan: RunPlan): Prisma.StepRunCreateManyInput[] =>
  plan.steps.map(({ spec, bound }, index) => ({
    runId: run.id,
    index,
    name: spec.name,
    use: spec.use,
    params: spec.with as Prisma.InputJsonValue,
    clusterId: plan.sites.find((site) => "cluster" in spec.with && site.name === spec.with.cluster)?.id ?? null,
    state: "Pending",
    isIrreversible: bound.irreversible !== null,
  }));

const runningAt = (epoch: bigint) => worded("RunningAtEpoch", { epoch: String(epoch) });

function say(unit: Unit, ctx: RunContext, run: Approved, epoch: bigint, message: string, guards: Json): void {
  unit.audit({
    actor: hubActor(ctx.hubId),
    action: "failover.start",
    target: { kind: "run", id: run.id, name: run.plan.name, clusterId: null },
    outcome: "succeeded",
    reason: null,
    before: { phase: "Approved" },
    after: { phase: "Running", epoch: Number(epoch), subjectHash: run.subjectHash, guards },
    decision: null,
    requestId: runRequestId(run.id),
  });
  unit.emit({
    type: "failover.phase-changed",
    clusterIds: [run.primaryId, run.standbyId],
    subject: { kind: "run", id: run.id },
    payload: { from: "Approved", to: "Running", message },
  });
}

/**
 * Starts an approved run, whose lease the caller holds: the group's epoch grows and the run moves to `Running` in one
 * transaction, if nothing has changed under the approval, every guard is met and no other run holds the group.
 */
export async function startRun(ctx: RunContext, runId: string, held: HeldRun): Promise<StartOutcome> {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: runId }, include });
  if (run?.phase !== "Approved") return "ended";
  const [hash, decisions, blocking, plan, loss] = await Promise.all([
    currentHash(ctx, run),
    decisionsOf(ctx.db, run.id, ""),
    blockingNow(ctx, run),
    loadRunPlan(ctx.db, run.id),
    lossOf(ctx, run),
  ]);
  const gate = canStartRun({ ...run, phase: "Approved", currentHash: hash, latestVersion: run.plan.latest, decisions, now: ctx.now() });
  if (!gate.isMet) {
    // Whichever loop notices first that time is up, it is the same end, in the same words.
    const isRefusal = gate.reason !== "ApprovalExpired";
    await endBeforeStart(ctx, runId, { to: "Expired", ...textOf(gate), isRefusal });
    return "ended";
  }
  const checkedAt = ctx.now();
  const isRehearsal = run.kind === "rehearsal";
  const guards = isRehearsal ? [] : startGuards(await gatherGuards(ctx, run, plan.sites[1], null, blocking));
  if (guards.some((guard) => !guard.isMet)) {
    await sayWaiting(ctx, run.id, worded("WaitingToStart", { guards: unmetWords(guards) }));
    return "waits";
  }
  await ctx.crashPoint(runId, "write:start:before");
  const hasStarted = await transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const [group] = await unit.tx.$queryRaw<
      { epoch: bigint }[]
    >`SELECT epoch FROM protection_group WHERE id = ${run.groupId}::uuid FOR UPDATE`;
    const [row] = await unit.tx.$queryRaw<{ phase: string }[]>`SELECT phase FROM run WHERE id = ${run.id}::uuid FOR UPDATE`;
    const moving = await unit.tx.run.count({ where: { ...moversOf(run.groupId), id: { not: run.id } } });
    if (!group || row?.phase !== "Approved" || moving > 0) return false;
    const epoch = isRehearsal ? group.epoch : group.epoch + 1n;
    const text = isRehearsal ? worded("RehearsingFor") : runningAt(epoch);
    const results = guardResults(guards, checkedAt) as unknown as Prisma.InputJsonValue;
    await unit.tx.protectionGroup.update({ where: { id: run.groupId }, data: { epoch } });
    await unit.tx.run.update({
      where: { id: run.id },
      data: {
        phase: "Running",
        phaseMessage: text.message,
        phasePhrase: storedPhrase(text),
        epoch,
        startedAt: ctx.now(),
        guards: results,
        version: { increment: 1 },
        ...loss,
      },
    });
    await unit.tx.stepRun.createMany({ data: stepRows(run, plan), skipDuplicates: true });
    say(
      unit,
      ctx,
      run,
      epoch,
      text.message,
      guardResults(guards, checkedAt).map(({ name, isMet, message }) => ({ name, isMet, message })),
    );
    return true;
  });
  await ctx.crashPoint(runId, "write:start:after");
  return hasStarted ? "started" : "waits";
}
