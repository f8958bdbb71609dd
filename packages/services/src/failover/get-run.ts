import { RunOrigin } from "@holdfast/contracts/automation";
import { AcceptedLoss } from "@holdfast/contracts/data-store";
import { RunKind, type RunView } from "@holdfast/contracts/failover";
import { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";
import type { Gate, GateView } from "@holdfast/contracts/gate";
import { GuardResult } from "@holdfast/contracts/gate";
import { ClusterId, PlanId, RunId } from "@holdfast/contracts/ids";
import { PlanSpec } from "@holdfast/contracts/plan";
import { RunMode } from "@holdfast/contracts/run-mode";
import { StepChanges } from "@holdfast/contracts/step-changes";
import { WorkflowName } from "@holdfast/contracts/workflow";
import type { Approval, ArmingDecision, Run } from "@holdfast/db/generated/prisma/client";
import { runWarrants } from "@holdfast/db/run-warrants";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import { canApproveFailover } from "@holdfast/domain/gates/can-approve-failover";
import { canOperateRun } from "@holdfast/domain/gates/can-operate-run";
import { canOverrideGuards } from "@holdfast/domain/gates/can-override-guards";
import { approvedWorkflow, stageOfEach } from "@holdfast/domain/plan/workflow";
import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { otherAccounts } from "../access/other-accounts";
import type { ServiceContext } from "../context/service-context";
import { attemptViews, runKeyPrefix } from "./attempt-views";
import { callsAsCommands } from "./calls-as-commands";
import { drillProofView } from "./drill-proof-view";
import { evaluationView } from "./evaluation-view";
import { gateForCaller } from "./failover-rights";
import { visibleRun } from "./failover-target";
import { relatedRun, runsMade, visibleParent } from "./related-runs";
import { runTimes } from "./run-times";
import { stepRunView } from "./step-run-view";
import { stoppedSteps } from "./stopped-steps";
import { storeLossView } from "./store-loss-view";
import { warrantView } from "./warrant-view";

const Guards = z.array(GuardResult.extend({ checkedAt: z.coerce.date() }));

type Course = Awaited<ReturnType<typeof courseOf>>;

/** Whether the caller may decide about the run, or about a step of it that waits until `deadlineAt`. */
function decideGate(
  ctx: ServiceContext,
  run: Run,
  { approvals, otherAccountIds }: Pick<Course, "approvals" | "otherAccountIds">,
  step: { readonly name: string; readonly subjectHash: string; readonly deadlineAt: Date | null } | null,
): Gate {
  const hash = step?.subjectHash ?? run.subjectHash;
  return canApproveFailover({
    phase: RunPhase.parse(run.phase),
    step: step && { name: step.name, isWaiting: true },
    requestedById: run.requestedById,
    approverId: ctx.actor.id,
    otherAccountIds,
    decidedByIds: approvals.filter((approval) => approval.stepName === (step?.name ?? "")).map((approval) => approval.approverId),
    subjectHash: hash,
    seenHash: hash,
    expiresAt: step === null ? run.expiresAt : (step.deadlineAt ?? ctx.now()),
    now: ctx.now(),
  });
}

/** The gates of a run as the caller meets them now. The same ones are asked again when something is done. */
async function allowed(ctx: ServiceContext, run: Run, course: Course, sites: readonly ClusterRow[]) {
  const phase = RunPhase.parse(run.phase);
  const pending = RunIntent.nullable().parse(run.intent);
  const stopped = phase === "Paused" || phase === "NeedsOperator" ? await stoppedSteps(ctx.db.prisma, run.id) : [];
  const gates: Record<string, GateView> = {
    decide: await gateForCaller(ctx, decideGate(ctx, run, course, null), "failover:approve", sites),
    override: await gateForCaller(ctx, canOverrideGuards({ phase, isRehearsal: run.kind === "rehearsal" }), "failover:override", sites),
  };
  for (const intent of RunIntent.options) {
    const gate = canOperateRun({ phase, isUndoing: run.isUndoing, isRehearsal: run.kind === "rehearsal", pending, stopped }, intent);
    gates[intent] = await gateForCaller(ctx, gate, "failover:operate", sites);
  }
  return gates;
}

const pendingIntent = (run: Run): RunView["pendingIntent"] =>
  run.intent === null ? null : { intent: RunIntent.parse(run.intent), byName: run.intentByName ?? "", reason: run.intentReason ?? "" };

/** A decision about the run, about a step of it, or about the arming that it was begun under or the run whose step made it, which stands for one about the run. */
const approvalView = (row: Approval | ArmingDecision): RunView["approvals"][number] => ({
  step: "stepName" in row && row.stepName !== "" ? row.stepName : null,
  approverName: row.approverName,
  decision: row.decision === "approve" ? "approve" : "decline",
  comment: row.comment,
  at: row.at,
});

/** Everything that the store holds about the course of a run. */
async function courseOf(ctx: ServiceContext, run: Run) {
  const { prisma } = ctx.db;
  const { id: runId } = run;
  const [otherAccountIds, version, rows, approvals, armed, overrides, journal, losses, proof, warrants, orders, made, calls] =
    await Promise.all([
      otherAccounts(prisma, ctx.actor.id),
      prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId: run.planId, number: run.planVersion } } }),
      prisma.stepRun.findMany({ where: { runId }, orderBy: { index: "asc" } }),
      prisma.approval.findMany({ where: { runId }, orderBy: { at: "asc" } }),
      run.parentId !== null
        ? prisma.approval.findMany({ where: { runId: run.parentId, stepName: "" }, orderBy: { at: "asc" } })
        : run.armingId === null
          ? []
          : prisma.armingDecision.findMany({ where: { armingId: run.armingId }, orderBy: { at: "asc" } }),
      prisma.guardOverride.findMany({ where: { runId }, orderBy: { at: "desc" } }),
      prisma.journalEntry.findMany({ where: { runId }, orderBy: { at: "asc" } }),
      prisma.runStoreLoss.findMany({ where: { runId }, orderBy: { store: "asc" } }),
      prisma.drillProof.findUnique({ where: { runId } }),
      runWarrants(prisma, { runId }),
      prisma.command.findMany({
        where: { clusterId: { in: [run.primaryId, run.standbyId, ...run.otherIds] }, idempotencyKey: { startsWith: runKeyPrefix(runId) } },
        orderBy: { issuedAt: "asc" },
      }),
      runsMade(prisma, runId),
      callsAsCommands(prisma, run),
    ]);
  const commands = [...orders, ...calls];
  return { otherAccountIds, version, rows, approvals, armed, overrides, journal, losses, proof, warrants, commands, made };
}

async function stepsOf(ctx: ServiceContext, run: Run, course: Course, sites: readonly ClusterRow[]) {
  const { rows, journal, commands } = course;
  const siteName = (clusterId: string) => sites.find((site) => site.id === clusterId)?.name ?? clusterId;
  const mode = RunMode.parse(run.mode);
  const workflow = approvedWorkflow(PlanSpec.parse(course.version.spec), WorkflowName.parse(run.workflow));
  const stages = stageOfEach(workflow);
  const steps = workflow.steps.map((step, index) => {
    const row = rows.find((each) => each.index === index);
    const attempts = attemptViews(run.id, { index, name: step.name }, journal, commands, siteName);
    const made = course.made.filter((child) => child.parentStep === index).map(relatedRun);
    return stepRunView(step, { index, set: stages[index]?.set ?? null, mode }, row, run.subjectHash, attempts, made);
  });
  return Promise.all(
    steps.map(async (step) => {
      if (step.subjectHash === null) return step;
      const { name, subjectHash, deadlineAt } = step;
      const gate = decideGate(ctx, run, course, { name, subjectHash, deadlineAt });
      return { ...step, decide: await gateForCaller(ctx, gate, "failover:approve", sites) };
    }),
  );
}

/** The clusters beside the two that its steps may act on, and why, as its version says. */
function othersOf(run: Run, course: Course, sites: readonly ClusterRow[]): RunView["others"] {
  const { others = [] } = PlanSpec.parse(course.version.spec).spec;
  return run.otherIds.map((id, i) => ({
    id: ClusterId.parse(id),
    name: sites.find((site) => site.id === id)?.name ?? others[i]?.cluster ?? id,
    why: others[i]?.why ?? "",
  }));
}

/** One run whole, as the run page shows it. */
export async function getRun(ctx: ServiceContext, runId: string): Promise<RunView> {
  const { run, primary, standby, sites } = await visibleRun(ctx, runId);
  const course = await courseOf(ctx, run);
  return {
    id: RunId.parse(run.id),
    planId: PlanId.parse(run.planId),
    planName: run.plan.name,
    planVersion: run.planVersion,
    workflow: WorkflowName.parse(run.workflow),
    group: run.group.name,
    primary: { id: ClusterId.parse(primary.id), name: primary.name },
    standby: { id: ClusterId.parse(standby.id), name: standby.name },
    others: othersOf(run, course, sites),
    kind: RunKind.parse(run.kind),
    mode: RunMode.parse(run.mode),
    approvedMode: RunMode.nullable().parse(run.approvedMode),
    origin: RunOrigin.parse(run.origin),
    parent: await visibleParent(ctx, run.parentId),
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
    notBefore: run.notBefore,
    approvedAt: run.approvedAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    approvalsRequired: run.approvalsRequired,
    approvals: [...course.armed, ...course.approvals].map(approvalView),
    guards: Guards.parse(run.guards),
    overrides: course.overrides.map((row) => ({ ...row, isInForce: row.expiresAt > ctx.now() })),
    evaluation: { ...evaluationView(run.evaluation), changes: z.array(StepChanges).parse(run.evaluation.changes) },
    steps: await stepsOf(ctx, run, course, sites),
    times: runTimes(run, course.rows, course.journal),
    acceptedLoss: AcceptedLoss.nullable().parse(run.acceptedLoss),
    losses: course.losses.map(storeLossView),
    drill: course.proof && drillProofView(course.proof),
    storeCount: PlanSpec.parse(course.version.spec).spec.dataStores.length,
    warrants: course.warrants.map((each) => warrantView(each, (id) => sites.find((site) => site.id === id)?.name ?? id, ctx.now())),
    allowed: await allowed(ctx, run, course, sites),
    version: run.version,
    clock: ctx.now(),
  };
}
