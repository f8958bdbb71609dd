// The only place where a driven run's rows change: one transaction for the step, the journal, the order, the audit trail and
// the events, under the run's lease. A process that lost the lease can't get past the first line of it.
import type { GuardResult } from "@holdfast/contracts/gate";
import type { Json } from "@holdfast/contracts/json";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { transact, type Unit } from "@holdfast/db/transact";
import { stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { decide } from "@holdfast/domain/run/decide";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import { applyChange, type PhaseChange, type RunChange, type StepChange } from "@holdfast/domain/run/run-change";
import { activeStep, type RunProgress, stepAt } from "@holdfast/domain/run/run-progress";
import type { Order } from "../define-step";
import type { LoadedRun, LoadedStep } from "./load-run";
import { hubActor, type RunContext, runRequestId } from "./run-context";

/** An order with what names and bounds its effect. */
export interface StepOrder {
  readonly id: string;
  readonly order: Order;
  readonly idempotencyKey: string;
  readonly expiresAt: Date;
}

/** What to write: a change, and what belongs to it. */
export interface RunWrite {
  readonly change: RunChange;
  readonly order?: StepOrder;
  readonly guards?: readonly GuardResult[];
  /** For the step that is intended: what an undo needs, and what the dry run said. */
  readonly undoRecord?: Json;
  readonly changes?: readonly ObjectChange[];
}

/** The rows are not as the decision believed: decide again. */
export class RunMoved extends Error {
  constructor() {
    super("the run has moved on since it was read");
    this.name = "RunMoved";
  }
}

/** Guards older than this are asked again before an order goes out. */
export const GUARD_BUDGET_MS = 2000;

/** Everything that follows from a change without another look at the world belongs into the same transaction. */
function withConsequences(run: LoadedRun, first: RunChange): { changes: RunChange[]; after: RunProgress } {
  const changes = [first];
  let after = applyChange(run.progress, first);
  for (let next = decide(after, run.asker); next.kind === "change"; next = decide(after, run.asker)) {
    changes.push(next.change);
    after = applyChange(after, next.change);
  }
  return { changes, after };
}

const timeoutMs = (step: LoadedStep) => stepTimeoutSeconds(step.spec) * 1000;

function stepFields(step: LoadedStep, changes: readonly StepChange[], write: RunWrite, now: Date): Prisma.StepRunUpdateManyMutationInput {
  const last = changes.at(-1);
  if (!last) return {};
  const did = (...transitions: StepChange["transition"][]) => changes.some((change) => transitions.includes(change.transition));
  const begins = did("started", "undoIntended");
  return {
    state: last.to,
    attempt: last.attempt,
    message: last.message,
    ...(did("started") && step.row.startedAt === null ? { startedAt: now } : {}),
    ...(begins ? { deadlineAt: new Date(now.getTime() + timeoutMs(step)), finishedAt: null } : {}),
    ...(did("intended") && write.changes ? { changes: write.changes as unknown as Prisma.InputJsonValue } : {}),
    ...(did("intended") && write.undoRecord !== undefined ? { undoRecord: write.undoRecord as Prisma.InputJsonValue } : {}),
    ...(did("sent") && write.order ? { sentAt: now, commandId: write.order.id } : {}),
    ...(did("undoSent") && write.order ? { undoCommandId: write.order.id } : {}),
    ...(did("verified", "failed", "undone", "undoFailed") && !begins ? { finishedAt: now } : {}),
  };
}

const clustersOf = (run: LoadedRun) => run.plan.sites.map((site) => site.id);
const siteIdOf = (run: LoadedRun, step: LoadedStep) =>
  run.plan.sites.find((site) => "cluster" in step.spec.with && site.name === step.spec.with.cluster)?.id ?? null;

function sayStep(
  unit: Unit,
  ctx: RunContext,
  run: LoadedRun,
  step: LoadedStep,
  before: { state: string; attempt: number },
  change: StepChange,
) {
  unit.audit({
    actor: hubActor(ctx.hubId),
    action: `failover.step-${change.transition}`,
    target: { kind: "run", id: run.row.id, name: run.plan.planName, clusterId: siteIdOf(run, step) },
    outcome: change.transition === "failed" || change.transition === "undoFailed" ? "failed" : "succeeded",
    reason: change.message === "" ? null : change.message.slice(0, 1024),
    before,
    after: {
      step: step.row.name,
      use: step.row.use,
      object: step.bound.object,
      state: change.to,
      attempt: change.attempt,
      detail: change.detail,
    },
    decision: null,
    requestId: runRequestId(run.row.id),
  });
  unit.emit({
    type: "failover.step-changed",
    clusterIds: clustersOf(run),
    subject: { kind: "run", id: run.row.id },
    payload: {
      index: step.row.index,
      name: step.row.name,
      state: change.to,
      attempt: change.attempt,
      transition: change.transition,
      message: change.message,
    },
  });
}

function sayPhase(unit: Unit, ctx: RunContext, run: LoadedRun, from: string, phase: PhaseChange) {
  unit.audit({
    actor: hubActor(ctx.hubId),
    action: "failover.phase-changed",
    target: { kind: "run", id: run.row.id, name: run.plan.planName, clusterId: null },
    outcome: phase.to === "Failed" || phase.to === "NeedsOperator" ? "failed" : "succeeded",
    reason: phase.message.slice(0, 1024),
    before: { phase: from },
    after: { phase: phase.to },
    decision: null,
    requestId: runRequestId(run.row.id),
  });
  unit.emit({
    type: "failover.phase-changed",
    clusterIds: clustersOf(run),
    subject: { kind: "run", id: run.row.id },
    payload: { from, to: phase.to, message: phase.message },
  });
  if (isTerminal(phase.to)) unit.wake({ topic: "run", key: run.row.id });
}

async function writeSteps(
  unit: Unit,
  ctx: RunContext,
  run: LoadedRun,
  lease: Lease,
  changes: readonly RunChange[],
  write: RunWrite,
  now: Date,
) {
  const all = changes.flatMap((change) => change.steps);
  for (const index of new Set(all.map((change) => change.step))) {
    const step = run.steps[index];
    if (!step) throw new RangeError(`the run has no step ${index}`);
    const mine = all.filter((change) => change.step === index);
    const { count } = await unit.tx.stepRun.updateMany({
      where: { runId: run.row.id, index, state: step.row.state, attempt: step.row.attempt },
      data: stepFields(step, mine, write, now),
    });
    if (count !== 1) throw new RunMoved();
    let before = { state: step.row.state, attempt: step.row.attempt };
    for (const change of mine) {
      sayStep(unit, ctx, run, step, before, change);
      before = { state: change.to, attempt: change.attempt };
    }
  }
  if (all.length > 0)
    await unit.tx.journalEntry.createMany({
      data: all.map((change) => ({
        runId: run.row.id,
        stepIndex: change.step,
        attempt: change.attempt,
        transition: change.transition,
        leaseEpoch: lease.epoch,
        detail: change.detail as Prisma.InputJsonValue,
        at: now,
      })),
    });
}

/** A run that goes on gives the step that it was in the middle of its whole time again. */
async function prolongActiveStep(unit: Unit, run: LoadedRun, after: RunProgress, now: Date) {
  const active = activeStep(after);
  const step = active && run.steps[active.index];
  if (step)
    await unit.tx.stepRun.updateMany({
      where: { runId: run.row.id, index: step.row.index },
      data: { deadlineAt: new Date(now.getTime() + timeoutMs(step)) },
    });
}

async function writeRun(
  unit: Unit,
  ctx: RunContext,
  run: LoadedRun,
  changes: readonly RunChange[],
  after: RunProgress,
  write: RunWrite,
  now: Date,
) {
  let from = run.row.phase;
  for (const { phase } of changes)
    if (phase) {
      sayPhase(unit, ctx, run, from, phase);
      from = phase.to;
    }
  const phase = changes.findLast((change) => change.phase)?.phase;
  const answered = changes.find((change) => change.answers)?.answers;
  if (phase && (phase.to === "Running" || phase.to === "Undoing")) await prolongActiveStep(unit, run, after, now);
  await unit.tx.run.update({
    where: { id: run.row.id },
    data: {
      ...(phase
        ? {
            phase: phase.to,
            phaseMessage: phase.message,
            isUndoing: after.isUndoing,
            version: { increment: 1 },
            ...(isTerminal(phase.to) ? { finishedAt: now } : {}),
          }
        : {}),
      ...(answered ? { intent: null, intentById: null, intentByName: null, intentReason: null } : {}),
      ...(write.guards ? { guards: write.guards as unknown as Prisma.InputJsonValue } : {}),
    },
  });
}

/** What a write is called at the crash points: its boundaries in their order. */
const labelOf = (changes: readonly RunChange[]): string =>
  changes
    .flatMap((change) => [
      ...change.steps.map((step) => `${step.step}.${step.attempt}.${step.transition}`),
      ...(change.phase ? [change.phase.to] : []),
    ])
    .join("+") || "intent";

/**
 * Writes a change and all that follows from it. Throws `LeaseLost` when this process may not drive the run any more,
 * `RunMoved` when the rows are not as `run` says. After it returns, everything is in the store; before, nothing.
 */
export async function recordWrite(ctx: RunContext, run: LoadedRun, lease: Lease, write: RunWrite): Promise<void> {
  const { changes, after } = withConsequences(run, write.change);
  const label = labelOf(changes);
  await ctx.crashPoint(`write:${label}:before`);
  await transact(ctx.db, ctx.now, async (unit) => {
    await requireLease(unit.tx, lease);
    const [row] = await unit.tx.$queryRaw<{ phase: string; intent: string | null }[]>`
      SELECT phase, intent FROM run WHERE id = ${run.row.id}::uuid FOR UPDATE`;
    const answered = changes.find((change) => change.answers)?.answers ?? null;
    if (row?.phase !== run.row.phase || (answered !== null && row.intent !== answered)) throw new RunMoved();
    const now = ctx.now();
    if (write.guards?.some((guard) => now.getTime() - guard.checkedAt.getTime() > GUARD_BUDGET_MS)) throw new RunMoved();
    await writeSteps(unit, ctx, run, lease, changes, write, now);
    if (write.order) placeOrder(unit, run, write.order);
    if (changes.some((change) => change.phase || change.answers) || write.guards)
      await writeRun(unit, ctx, run, changes, after, write, now);
    await ctx.crashPoint(`write:${label}:inside`);
  }).catch((cause: unknown) => {
    // The journal's key: another start of this very boundary was first.
    if (cause instanceof Prisma.PrismaClientKnownRequestError && cause.code === "P2002") throw new RunMoved();
    throw cause;
  });
  await ctx.crashPoint(`write:${label}:after`);
}

function placeOrder(unit: Unit, run: LoadedRun, { id, order, idempotencyKey, expiresAt }: StepOrder): void {
  const site = run.plan.sites.find((each) => each.name === order.cluster);
  if (!site) throw new RangeError(`${order.cluster} is no site of this plan`);
  unit.order({
    id,
    clusterId: site.id,
    name: order.name,
    input: order.input,
    scope: `group:${run.row.groupId}`,
    epoch: run.row.epoch,
    idempotencyKey,
    expiresAt,
  });
}

/** The step of a run that a decision is about. */
export function loadedStep(run: LoadedRun, index: number): LoadedStep & { progress: ReturnType<typeof stepAt> } {
  const step = run.steps[index];
  if (!step) throw new RangeError(`the run has no step ${index}`);
  return { ...step, progress: stepAt(run.progress, index) };
}
