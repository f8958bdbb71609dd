import type { GuardResult, PlanFinding } from "@holdfast/contracts/gate";
import type { Json } from "@holdfast/contracts/json";
import type { Worded } from "@holdfast/contracts/phrase";
import { RunMode } from "@holdfast/contracts/run-mode";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { heldAutomationStop } from "@holdfast/db/automation-switch";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import { blocksRun } from "@holdfast/domain/gates/blocks-run";
import { canStartRun, modeAtStart, type StartFacts } from "@holdfast/domain/gates/can-start-run";
import { type Guard, guardResults, startGuards } from "@holdfast/domain/gates/guards";
import { type BeforeDrill, beforeDrill, keepBefore } from "../drills/before-drill";
import { writeLosses } from "../stores/run-losses";
import { endBeforeStart } from "./end-before-start";
import { gatherGuards, unmetWords } from "./gather-guards";
import { gatherLoss } from "./gather-loss";
import { gatherTerms } from "./gather-terms";
import { lateOrders } from "./late-orders";
import { loadRunPlan, plannedSteps, type RunPlan } from "./load-run";
import { moversOf } from "./movers";
import { parentSays } from "./parent-of-run";
import { hasRoomToMove } from "./room-to-move";
import { hubActor, type RunContext, runRequestId } from "./run-context";
import type { HeldRun } from "./run-leases";
import { sayWaiting } from "./say-waiting";
import { standingApprovals } from "./standing-approvals";
import { subjectNow } from "./subject-now";

/** `waits`: something that may pass keeps it from starting. `ended`: it may never start any more. */
export type StartOutcome = "started" | "waits" | "ended";

const include = { plan: true, evaluation: true, group: true } as const satisfies Prisma.RunInclude;
type Approved = Prisma.RunGetPayload<{ include: typeof include }>;

/** What blocks a run of that mode by the latest evaluation of its workflow. */
export async function blockingNow(
  ctx: Pick<RunContext, "db">,
  run: Pick<Approved, "planId" | "planVersion" | "workflow">,
  mode: RunMode,
): Promise<Worded[]> {
  const latest = await ctx.db.prisma.evaluation.findFirst({
    where: { planId: run.planId, number: run.planVersion, workflow: run.workflow },
    orderBy: { evaluatedAt: "desc" },
  });
  // The evaluator writes this column from the contract's own shape.
  const findings = (latest?.findings ?? []) as unknown as PlanFinding[];
  return findings.filter((finding) => blocksRun(finding, mode)).map(textOf);
}

interface PrimaryNow {
  readonly primary: StartFacts["primary"];
  /** When it was lost, if it is: its last sign of life, and when that was noticed. */
  readonly loss: Pick<Approved, "primaryLostAt" | "primaryLossSeenAt">;
}

async function primaryNow(ctx: RunContext, run: Approved): Promise<PrimaryNow> {
  const { isConnected, since, lastHeartbeatAt } = await ctx.links.linkOf(run.primaryId);
  if (isConnected) return { primary: "answers", loss: { primaryLostAt: null, primaryLossSeenAt: null } };
  // What no person saw, the other vantages have seen for the plan's whole hold-down: it was noticed when the run was begun.
  const isTriggered = run.origin === "trigger";
  // A hub that has just started holds no link yet, and an agent that restarts is back soon: that is no loss.
  const isGone = since !== null && (isTriggered || ctx.now().getTime() - since.getTime() >= ctx.tuning.holdDownMs);
  const primaryLossSeenAt = isTriggered ? run.requestedAt : since;
  return { primary: isGone ? "lost" : "unknown", loss: { primaryLostAt: lastHeartbeatAt, primaryLossSeenAt } };
}

const leftOut = worded("LeftOut");

const stepRows = (run: Approved, plan: RunPlan, mode: RunMode): Prisma.StepRunCreateManyInput[] =>
  plannedSteps(plan.workflow, mode).map(({ spec, bound, isLeftOut }, index) => ({
    runId: run.id,
    index,
    name: spec.name,
    use: spec.use,
    params: spec.with as Prisma.InputJsonValue,
    clusterId: plan.sites.find((site) => "cluster" in spec.with && site.name === spec.with.cluster)?.id ?? null,
    ...(isLeftOut ? { state: "Skipped", message: leftOut.message, phrase: storedPhrase(leftOut) } : { state: "Pending" }),
    isIrreversible: bound.irreversible !== null,
  }));

const runningAt = (epoch: bigint, isLostSince: boolean) =>
  worded(isLostSince ? "RunningWithoutPrimary" : "RunningAtEpoch", { epoch: String(epoch) });

interface Started {
  readonly epoch: bigint;
  readonly mode: RunMode;
  readonly message: string;
  readonly guards: Json;
}

function say(unit: Unit, ctx: RunContext, run: Approved, { epoch, mode, message, guards }: Started): void {
  unit.audit({
    actor: hubActor(ctx.hubId),
    action: "failover.start",
    target: { kind: "run", id: run.id, name: run.plan.name, clusterId: null },
    outcome: "succeeded",
    reason: null,
    before: { phase: "Approved" },
    after: { phase: "Running", epoch: Number(epoch), mode, subjectHash: run.subjectHash, guards },
    decision: null,
    requestId: runRequestId(run.id),
  });
  unit.emit({
    type: "failover.phase-changed",
    clusterIds: [run.primaryId, run.standbyId, ...run.otherIds],
    subject: { kind: "run", id: run.id },
    payload: { from: "Approved", to: "Running", message },
  });
}

/** What a start needs to know, as it is now. */
async function factsAtStart(ctx: RunContext, run: Approved) {
  const [{ decisions, approvedHash, armingHash, parentHash }, plan, { primary, loss }] = await Promise.all([
    standingApprovals(ctx.db, run),
    loadRunPlan(ctx.db, run.id),
    primaryNow(ctx, run),
  ]);
  // Of the very plan that the steps are written from: one that is read again could be another.
  const currentHash = subjectNow(run, plan, { armingHash, parentHash });
  const isRehearsal = run.kind === "rehearsal";
  const approvedMode = RunMode.parse(run.mode);
  // A rehearsal tells about the mode in which it was asked for.
  const mode = isRehearsal ? approvedMode : modeAtStart({ mode: approvedMode, primary });
  const gate = canStartRun({
    ...{ ...run, phase: "Approved", currentHash, decisions, approvedHash, now: ctx.now() },
    ...{ mode: approvedMode, primary: isRehearsal ? "unknown" : primary, holdsIfPrimaryLost: plan.holdsIfPrimaryLost },
    hasVariants: plan.workflow.steps.some((step) => step.ungraceful !== undefined),
    isForLossOnly: run.origin === "trigger",
    // Of a run that a step makes, the version that was approved with its parent is the one that runs.
    latestVersion: run.parentId === null ? run.plan.latest : run.planVersion,
    changedChildren: plan.children
      .map(({ pinned, latestVersion: latest }) => ({ plan: pinned.plan, approved: pinned.planVersion, latest }))
      .filter(({ approved, latest }) => approved !== latest),
  });
  return {
    plan,
    gate,
    mode,
    approvedMode,
    loss,
    isRehearsal,
    isPrimaryKnown: (mode === "ungraceful" && run.origin !== "trigger") || primary !== "unknown",
  };
}

type Start = Awaited<ReturnType<typeof factsAtStart>>;

/** The start itself, in one transaction; false when somebody else was first. */
async function writeStart(
  ctx: RunContext,
  run: Approved,
  held: HeldRun,
  start: Start,
  guards: readonly GuardResult[],
  before: BeforeDrill,
): Promise<boolean> {
  const { plan, mode, approvedMode, loss, isRehearsal } = start;
  return transact(ctx.db, ctx.now, async (unit) => {
    await ctx.leases.hold(unit.tx, held);
    const [group] = await unit.tx.$queryRaw<
      { epoch: bigint }[]
    >`SELECT epoch FROM protection_group WHERE id = ${run.groupId}::uuid FOR UPDATE`;
    const [row] = await unit.tx.$queryRaw<{ phase: string }[]>`SELECT phase FROM run WHERE id = ${run.id}::uuid FOR UPDATE`;
    const moving = await unit.tx.run.count({ where: { ...moversOf(run.groupId), id: { not: run.id } } });
    if ((await parentSays(unit.tx, run)).kind !== "starts") return false;
    if (run.origin !== "person" && (await heldAutomationStop(unit.tx)) !== null) return false;
    const mayCrowd = isRehearsal || guards.some((guard) => guard.name === "groups-at-once" && guard.isOverridden);
    if (!mayCrowd && !(await hasRoomToMove(unit.tx, run))) return false;
    if (!group || row?.phase !== "Approved" || moving > 0) return false;
    const epoch = isRehearsal ? group.epoch : group.epoch + 1n;
    const text = isRehearsal ? worded("RehearsingFor") : runningAt(epoch, mode !== approvedMode);
    await unit.tx.protectionGroup.update({ where: { id: run.groupId }, data: { epoch } });
    await unit.tx.run.update({
      where: { id: run.id },
      data: {
        phase: "Running",
        phaseMessage: text.message,
        phasePhrase: storedPhrase(text),
        epoch,
        startedAt: ctx.now(),
        guards: guards as unknown as Prisma.InputJsonValue,
        ...(mode === approvedMode ? {} : { mode, approvedMode }),
        version: { increment: 1 },
        ...loss,
      },
    });
    await unit.tx.stepRun.createMany({ data: stepRows(run, plan, mode), skipDuplicates: true });
    await keepBefore(unit.tx, run.id, before);
    // What a lost primary had not copied is lost from now on, however the run ends.
    if (loss.primaryLostAt && !isRehearsal) await writeLosses(unit.tx, { ...run, ...loss }, plan, ctx.now());
    const asked = guards.map(({ name, isMet, message }) => ({ name, isMet, message }));
    say(unit, ctx, run, { epoch, mode, message: text.message, guards: asked });
    return true;
  });
}

async function guardsAtStart(ctx: RunContext, run: Approved, start: Start, signal: AbortSignal): Promise<readonly Guard[]> {
  const { plan, mode, isPrimaryKnown } = start;
  const [blocking, late, loss, terms] = await Promise.all([
    blockingNow(ctx, run, mode),
    lateOrders(ctx, run.groupId),
    gatherLoss(ctx, run, plan.sites, plan.stores),
    gatherTerms(ctx, { ...plan, mode, kind: run.kind }, signal),
  ]);
  const atStart = { blocking, lateOrders: late };
  return startGuards({ ...(await gatherGuards(ctx, run, plan, { atStart, loss, terms })), isPrimaryKnown });
}

/**
 * Starts an approved run, whose lease the caller holds: the group's epoch grows and the run moves to `Running` in one
 * transaction, if nothing has changed under the approval, every guard is met and no other run holds the group.
 */
export async function startRun(ctx: RunContext, runId: string, held: HeldRun): Promise<StartOutcome> {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: runId }, include });
  if (run?.phase !== "Approved") return "ended";
  const parent = await parentSays(ctx.db.prisma, run);
  if (parent.kind === "ended") {
    await endBeforeStart(ctx, runId, { to: "Expired", ...parent.said, isRefusal: true });
    return "ended";
  }
  if (parent.kind === "waits") {
    await sayWaiting(ctx, run.id, parent.said);
    return "waits";
  }
  const start = await factsAtStart(ctx, run);
  const { gate } = start;
  if (!gate.isMet) {
    // Whichever loop notices first that time is up, it is the same end, in the same words.
    const isRefusal = gate.reason !== "ApprovalExpired";
    await endBeforeStart(ctx, runId, { to: "Expired", ...textOf(gate), isRefusal });
    return "ended";
  }
  const checkedAt = ctx.now();
  const guards = start.isRehearsal ? [] : [...(await guardsAtStart(ctx, run, start, held.signal))];
  const isHeld = guards.some((guard) => !guard.isMet);
  // Clusters are only asked about a drill that nothing else keeps.
  const before: BeforeDrill = isHeld ? { guards: [], readings: [] } : await beforeDrill(ctx, run, start.plan, held.signal);
  guards.push(...before.guards);
  if (guards.some((guard) => !guard.isMet)) {
    if (!isHeld) await keepBefore(ctx.db.prisma, run.id, before);
    await sayWaiting(ctx, run.id, worded("WaitingToStart", { guards: unmetWords(guards) }));
    return "waits";
  }
  await ctx.crashPoint(runId, "write:start:before");
  const hasStarted = await writeStart(ctx, run, held, start, guardResults(guards, checkedAt), before);
  await ctx.crashPoint(runId, "write:start:after");
  return hasStarted ? "started" : "waits";
}
