import type { OperateFailover } from "@holdfast/contracts/failover";
import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Run } from "@holdfast/db/generated/prisma/client";
import { canOperateRun, type OperateFacts, type StoppedStep } from "@holdfast/domain/gates/can-operate-run";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { runTarget, visibleRun } from "./failover-target";
import { stoppedSteps } from "./stopped-steps";

const LEAST_REASON = 3;
const needsReason = (intent: RunIntent) => intent === "skip" || intent === "undo" || intent === "abort";

/** What the gate looks at. The columns are only written with the words of the contracts. */
const facts = (run: Run, stopped: readonly StoppedStep[]): OperateFacts => ({
  phase: run.phase as RunPhase,
  isUndoing: run.isUndoing,
  isRehearsal: run.kind === "rehearsal",
  pending: run.intent as RunIntent | null,
  stopped,
});

/**
 * Tells a run to pause, go on, go on without what failed, undo or abort. This only writes the intent: the runner that holds the run answers it at its next
 * boundary, and the outcome comes by the run's events. Skipping, undoing and aborting need a reason.
 */
export async function operateFailover(ctx: ServiceContext, input: OperateFailover): Promise<void> {
  const { run, sites } = await visibleRun(ctx, input.runId);
  const attempt = { action: `failover.${input.intent}`, target: runTarget(run) };
  const decision = await authorise(ctx, { permission: "failover:operate", ...attempt, clusters: sites });
  if (needsReason(input.intent) && input.reason.length < LEAST_REASON) throw new Fault("InvalidInput", worded("ReasonMissing"));
  await refuseByGate(ctx, attempt, canOperateRun(facts(run, await stoppedSteps(ctx.db.prisma, run.id)), input.intent), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM run WHERE id = ${run.id}::uuid FOR UPDATE`;
    const current = await unit.tx.run.findUniqueOrThrow({ where: { id: run.id } });
    const stopped = await stoppedSteps(unit.tx, run.id);
    holdGate(canOperateRun(facts(current, stopped), input.intent));
    await unit.tx.run.update({
      where: { id: run.id },
      data: {
        intent: input.intent,
        intentById: ctx.actor.id,
        intentByName: ctx.actor.name,
        intentReason: input.reason,
        version: { increment: 1 },
      },
    });
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: attempt.target,
      outcome: "succeeded",
      reason: input.reason || null,
      before: { phase: current.phase, intent: current.intent },
      after: { intent: input.intent, ...(input.intent === "skip" ? { steps: stopped.map(({ name }) => name) } : {}) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "failover.phase-changed",
      clusterIds: sites.map(({ id }) => id),
      subject: { kind: "run", id: run.id },
      payload: { intent: input.intent },
    });
    unit.wake({ topic: "run", key: run.id });
  });
}
