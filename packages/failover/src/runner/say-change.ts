import type { RunIntent } from "@holdfast/contracts/failover-phase";
import { phraseInPayload } from "@holdfast/db/stored-phrase";
import type { Unit } from "@holdfast/db/transact";
import { isTerminal } from "@holdfast/domain/run/phase-machine";
import type { PhaseChange, StepChange } from "@holdfast/domain/run/run-change";
import type { LoadedRun, LoadedStep } from "./load-run";
import { hubActor, type RunContext, runRequestId } from "./run-context";

const clustersOf = (run: LoadedRun) => run.plan.sites.map((site) => site.id);
const siteIdOf = (run: LoadedRun, step: LoadedStep) =>
  run.plan.sites.find((site) => "cluster" in step.spec.with && site.name === step.spec.with.cluster)?.id ?? null;

/** Says in the audit trail and to the pages that a step has crossed a boundary. */
export function sayStep(
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

/** Says in the audit trail and to the pages that a run has moved to another phase. */
export function sayPhase(unit: Unit, ctx: RunContext, run: LoadedRun, from: string, phase: PhaseChange) {
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
    payload: { from, to: phase.to, message: phase.message, ...phraseInPayload(phase) },
  });
  if (isTerminal(phase.to)) unit.wake({ topic: "run", key: run.row.id });
}

/** Says in the audit trail that a run was told something that meant nothing any more when it came to it. */
export function sayDropped(unit: Unit, ctx: RunContext, run: LoadedRun, intent: RunIntent) {
  unit.audit({
    actor: hubActor(ctx.hubId),
    action: "failover.intent",
    target: { kind: "run", id: run.row.id, name: run.plan.planName, clusterId: null },
    outcome: "refused",
    reason: `a run that is ${run.row.phase} can't be told to ${intent}`,
    before: { phase: run.row.phase },
    after: { intent },
    decision: null,
    requestId: runRequestId(run.row.id),
  });
}
