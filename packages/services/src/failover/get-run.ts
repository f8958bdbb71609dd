import { RunKind, RunMode, type RunView } from "@holdfast/contracts/failover";
import { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate, GateView } from "@holdfast/contracts/gate";
import { GuardResult } from "@holdfast/contracts/gate";
import { ClusterId, PlanId, RunId } from "@holdfast/contracts/ids";
import { PlanSpec } from "@holdfast/contracts/plan";
import { WorkflowName } from "@holdfast/contracts/workflow";
import type { Approval, Run } from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { canApproveFailover } from "@holdfast/domain/gates/can-approve-failover";
import { canOperateRun } from "@holdfast/domain/gates/can-operate-run";
import { approvedWorkflow } from "@holdfast/domain/plan/workflow";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import type { ServiceContext } from "../context/service-context";
import { attemptViews, runKeyPrefix } from "./attempt-views";
import { evaluationView } from "./evaluation-view";
import { gateForCaller } from "./failover-rights";
import { visibleRun } from "./failover-target";
import { runTimes } from "./run-times";
import { stepRunView } from "./step-run-view";

const Guards = z.array(GuardResult.extend({ checkedAt: z.coerce.date() }));

/** Whether the caller may decide about the run, or about a step of it that waits until `deadlineAt`. */
function decideGate(
  ctx: ServiceContext,
  run: Run,
  approvals: readonly Approval[],
  step: { readonly name: string; readonly subjectHash: string; readonly deadlineAt: Date | null } | null,
): Gate {
  const hash = step?.subjectHash ?? run.subjectHash;
  return canApproveFailover({
    phase: RunPhase.parse(run.phase),
    step: step && { name: step.name, isWaiting: true },
    requestedById: run.requestedById,
    approverId: ctx.actor.id,
    decidedByIds: approvals.filter((approval) => approval.stepName === (step?.name ?? "")).map((approval) => approval.approverId),
    subjectHash: hash,
    seenHash: hash,
    expiresAt: step === null ? run.expiresAt : (step.deadlineAt ?? ctx.now()),
    now: ctx.now(),
  });
}

/** The gates of a run as the caller meets them now. The same ones are asked again when something is done. */
async function allowed(ctx: ServiceContext, run: Run, approvals: readonly Approval[], sites: readonly ClusterRow[]) {
  const phase = RunPhase.parse(run.phase);
  const pending = RunIntent.nullable().parse(run.intent);
  const gates: Record<string, GateView> = {
    decide: await gateForCaller(ctx, decideGate(ctx, run, approvals, null), "failover:approve", sites),
  };
  for (const intent of RunIntent.options) {
    const gate = canOperateRun({ phase, isUndoing: run.isUndoing, isRehearsal: run.kind === "rehearsal", pending }, intent);
    gates[intent] = await gateForCaller(ctx, gate, "failover:operate", sites);
  }
  return gates;
}

const pendingIntent = (run: Run): RunView["pendingIntent"] =>
  run.intent === null ? null : { intent: RunIntent.parse(run.intent), byName: run.intentByName ?? "", reason: run.intentReason ?? "" };

const approvalView = (row: Approval): RunView["approvals"][number] => ({
  step: row.stepName === "" ? null : row.stepName,
  approverName: row.approverName,
  decision: row.decision === "approve" ? "approve" : "decline",
  comment: row.comment,
  at: row.at,
});

/** Everything that the store holds about the course of a run. */
async function courseOf(ctx: ServiceContext, run: Run) {
  const { prisma } = ctx.db;
  const { id: runId } = run;
  const [version, rows, approvals, journal, commands] = await Promise.all([
    prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId: run.planId, number: run.planVersion } } }),
    prisma.stepRun.findMany({ where: { runId }, orderBy: { index: "asc" } }),
    prisma.approval.findMany({ where: { runId }, orderBy: { at: "asc" } }),
    prisma.journalEntry.findMany({ where: { runId }, orderBy: { at: "asc" } }),
    prisma.command.findMany({
      where: { clusterId: { in: [run.primaryId, run.standbyId] }, idempotencyKey: { startsWith: runKeyPrefix(runId) } },
      orderBy: { issuedAt: "asc" },
    }),
  ]);
  return { version, rows, approvals, journal, commands };
}

async function stepsOf(ctx: ServiceContext, run: Run, course: Awaited<ReturnType<typeof courseOf>>, sites: readonly ClusterRow[]) {
  const { rows, approvals, journal, commands } = course;
  const siteName = (clusterId: string) => sites.find((site) => site.id === clusterId)?.name ?? clusterId;
  const steps = approvedWorkflow(PlanSpec.parse(course.version.spec), WorkflowName.parse(run.workflow)).steps.map((step, index) => {
    const row = rows.find((each) => each.index === index);
    return stepRunView(step, index, row, run.subjectHash, attemptViews(run.id, { index, name: step.name }, journal, commands, siteName));
  });
  return Promise.all(
    steps.map(async (step) => {
      if (step.subjectHash === null) return step;
      const { name, subjectHash, deadlineAt } = step;
      const gate = decideGate(ctx, run, approvals, { name, subjectHash, deadlineAt });
      return { ...step, decide: await gateForCaller(ctx, gate, "failover:approve", sites) };
    }),
  );
}

/** One run whole, as the run page shows it. */
export async function getRun(ctx: ServiceContext, runId: string): Promise<RunView> {
  const { run, primary, standby } = await visibleRun(ctx, runId);
  const course = await courseOf(ctx, run);
  const sites = [primary, standby];
  return {
    id: RunId.parse(run.id),
    planId: PlanId.parse(run.planId),
    planName: run.plan.name,
    planVersion: run.planVersion,
    workflow: WorkflowName.parse(run.workflow),
    group: run.group.name,
    primary: { id: ClusterId.parse(primary.id), name: primary.name },
    standby: { id: ClusterId.parse(standby.id), name: standby.name },
    kind: RunKind.parse(run.kind),
    mode: RunMode.parse(run.mode),
    phase: RunPhase.parse(run.phase),
    reason: run.reason,
    phaseMessage: run.phaseMessage,
    phasePhrase: phraseOfRow(run.phasePhrase),
    pendingIntent: pendingIntent(run),
    isUndoing: run.isUndoing,
    epoch: Number(run.epoch),
    rtoSeconds: PlanSpec.parse(course.version.spec).spec.rtoSeconds,
    planContentHash: course.version.contentHash,
    subjectHash: run.subjectHash,
    requestedById: run.requestedById,
    requestedByName: run.requestedByName,
    requestedAt: run.requestedAt,
    expiresAt: run.expiresAt,
    approvedAt: run.approvedAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    approvalsRequired: run.approvalsRequired,
    approvals: course.approvals.map(approvalView),
    guards: Guards.parse(run.guards),
    evaluation: evaluationView(run.evaluation),
    steps: await stepsOf(ctx, run, course, sites),
    times: runTimes(run, course.rows, course.journal),
    allowed: await allowed(ctx, run, course.approvals, sites),
    version: run.version,
    clock: ctx.now(),
  };
}
