import type { RunView } from "@holdfast/contracts/failover";
import { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate } from "@holdfast/contracts/gate";
import { GuardResult } from "@holdfast/contracts/gate";
import { ClusterId, PlanId, RunId } from "@holdfast/contracts/ids";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { Approval, Run } from "@holdfast/db/generated/prisma/client";
import { canApproveFailover } from "@holdfast/domain/gates/can-approve-failover";
import { canOperateRun } from "@holdfast/domain/gates/can-operate-run";
import { z } from "zod";
import type { ServiceContext } from "../context/service-context";
import { evaluationView } from "./evaluation-view";
import { visibleRun } from "./failover-target";
import { runTimes } from "./run-times";
import { stepRunView } from "./step-run-view";

const Guards = z.array(GuardResult.extend({ checkedAt: z.coerce.date() }));

/** The gates of a run as the caller meets them now. The same ones are asked again when something is done. */
function allowed(ctx: ServiceContext, run: Run, approvals: readonly Approval[]): RunView["allowed"] {
  const phase = RunPhase.parse(run.phase);
  const decide = canApproveFailover({
    phase,
    step: null,
    requestedById: run.requestedById,
    approverId: ctx.actor.id,
    decidedByIds: approvals.filter((approval) => approval.stepName === "").map((approval) => approval.approverId),
    subjectHash: run.subjectHash,
    seenHash: run.subjectHash,
    expiresAt: run.expiresAt,
    now: ctx.now(),
  });
  const pending = RunIntent.nullable().parse(run.intent);
  const gates: [string, Gate][] = [
    ["decide", decide],
    ...RunIntent.options.map((intent): [string, Gate] => [intent, canOperateRun({ phase, isUndoing: run.isUndoing, pending }, intent)]),
  ];
  return Object.fromEntries(gates.map(([name, gate]) => [name, { isMet: gate.isMet, message: gate.isMet ? "" : gate.message }]));
}

/** One run whole, as the run page shows it. */
export async function getRun(ctx: ServiceContext, runId: string): Promise<RunView> {
  const { run, primary, standby } = await visibleRun(ctx, runId);
  const { prisma } = ctx.db;
  const [version, steps, approvals, journal] = await Promise.all([
    prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId: run.planId, number: run.planVersion } } }),
    prisma.stepRun.findMany({ where: { runId }, orderBy: { index: "asc" } }),
    prisma.approval.findMany({ where: { runId }, orderBy: { at: "asc" } }),
    prisma.journalEntry.findMany({ where: { runId }, orderBy: { at: "asc" } }),
  ]);
  const { spec } = PlanSpec.parse(version.spec);
  return {
    id: RunId.parse(run.id),
    planId: PlanId.parse(run.planId),
    planName: run.plan.name,
    planVersion: run.planVersion,
    group: run.group.name,
    primary: { id: ClusterId.parse(primary.id), name: primary.name },
    standby: { id: ClusterId.parse(standby.id), name: standby.name },
    phase: RunPhase.parse(run.phase),
    reason: run.reason,
    phaseMessage: run.phaseMessage,
    rtoSeconds: spec.rtoSeconds,
    subjectHash: run.subjectHash,
    requestedById: run.requestedById,
    requestedByName: run.requestedByName,
    requestedAt: run.requestedAt,
    expiresAt: run.expiresAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    approvalsRequired: run.approvalsRequired,
    approvals: approvals.map((approval) => ({
      approverName: approval.approverName,
      decision: approval.decision === "approve" ? "approve" : "decline",
      comment: approval.comment,
      at: approval.at,
    })),
    guards: Guards.parse(run.guards),
    evaluation: evaluationView(run.evaluation),
    steps: spec.activate.steps.map((step, index) =>
      stepRunView(
        step,
        index,
        steps.find((row) => row.index === index),
        run.subjectHash,
      ),
    ),
    times: runTimes(run, steps, journal),
    allowed: allowed(ctx, run, approvals),
    version: run.version,
    clock: ctx.now(),
  };
}
