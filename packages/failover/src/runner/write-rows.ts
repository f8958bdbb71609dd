import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import { stepTimeoutSeconds } from "@holdfast/domain/plan/step-catalogue";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import type { RunChange, StepChange } from "@holdfast/domain/run/run-change";
import { activeSteps, type RunProgress } from "@holdfast/domain/run/run-progress";
import { writeLosses } from "../stores/run-losses";
import type { LoadedRun, LoadedStep } from "./load-run";
import type { RunContext } from "./run-context";
import type { HeldRun } from "./run-leases";
import { RunMoved, type RunWrite } from "./run-write";
import { sayPhase, sayStep } from "./say-change";
import { tellChildren } from "./tell-children";

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
    phrase: storedPhrase(last),
    ...(did("started") && step.row.startedAt === null ? { startedAt: now } : {}),
    ...(begins ? { deadlineAt: new Date(now.getTime() + (write.timeoutMs ?? timeoutMs(step))), finishedAt: null } : {}),
    ...(did("intended", "verified") && write.changes ? { changes: write.changes as unknown as Prisma.InputJsonValue } : {}),
    ...(did("intended") && write.undoRecord !== undefined ? { undoRecord: write.undoRecord as Prisma.InputJsonValue } : {}),
    ...(did("sent") && write.order ? { sentAt: now, commandId: write.order.id } : {}),
    ...(did("undoSent") && write.order ? { undoCommandId: write.order.id } : {}),
    ...(did("verified", "failed", "undone", "undoFailed") && !begins ? { finishedAt: now } : {}),
  };
}

/** Writes the steps' rows and the journal's lines of these changes. Throws `RunMoved` when a row is not as it was read. */
export async function writeSteps(
  unit: Unit,
  ctx: RunContext,
  run: LoadedRun,
  held: HeldRun,
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
        leaseEpoch: held.lease.epoch,
        detail: change.detail as Prisma.InputJsonValue,
        at: now,
      })),
    });
}

/** A run that goes on gives the steps that it was in the middle of their whole time again. */
async function prolongActiveSteps(unit: Unit, run: LoadedRun, after: RunProgress, now: Date) {
  for (const step of activeSteps(after).flatMap((active) => run.steps[active.index] ?? []))
    await unit.tx.stepRun.updateMany({
      where: { runId: run.row.id, index: step.row.index },
      data: { deadlineAt: new Date(now.getTime() + timeoutMs(step)) },
    });
}

/** Says what was lost where a run comes to its end. Of one that was taken back nothing was; of a lost primary it stands since the start. */
async function writeLossesAt(unit: Unit, run: LoadedRun, to: RunPhase, now: Date) {
  if (to === "Undone") await unit.tx.runStoreLoss.deleteMany({ where: { runId: run.row.id } });
  const wasSent = run.progress.steps.some((step) => step.wasSent);
  const ends = to === "Succeeded" || ((to === "Failed" || to === "NeedsOperator") && wasSent);
  if (ends && !run.row.primaryLostAt) await writeLosses(unit.tx, run.row, run.plan, now);
}

/** Writes the run's own row. */
export async function writeRun(
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
  if (phase && (phase.to === "Running" || phase.to === "Undoing")) await prolongActiveSteps(unit, run, after, now);
  const moves = !after.isRehearsal && !run.plan.drill?.isolated;
  if (phase?.to === "Succeeded" && moves)
    await unit.tx.protectionGroup.update({ where: { id: run.row.groupId }, data: { activeSite: run.row.standbyId } });
  if (phase && moves) await writeLossesAt(unit, run, phase.to, now);
  if (phase) await tellChildren(unit, ctx, run, phase.to, phase);
  await unit.tx.run.update({
    where: { id: run.row.id },
    data: {
      ...(phase
        ? {
            phase: phase.to,
            phaseMessage: phase.message,
            phasePhrase: storedPhrase(phase),
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
