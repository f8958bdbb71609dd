import type { DecideFailover } from "@holdfast/contracts/failover";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { declinedBy, validApprovers } from "@holdfast/domain/gates/approvals";
import { type ApprovalFacts, canApproveFailover } from "@holdfast/domain/gates/can-approve-failover";
import { stepSubjectHash } from "@holdfast/domain/run/subject-hash";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { otherAccounts } from "../access/other-accounts";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireApproverFactor } from "../sign-in/require-approver-factor";
import { runTarget, visibleRun } from "./failover-target";

/** What the approval gate looks at. A step's own deadline is the runner's, so that of the run counts only for the run. */
async function approvalFacts(
  tx: Prisma.TransactionClient,
  run: Run,
  input: DecideFailover,
  approverId: string,
  now: Date,
): Promise<ApprovalFacts> {
  const step = input.step === null ? null : await tx.stepRun.findFirst({ where: { runId: run.id, name: input.step } });
  const decisions = await tx.approval.findMany({ where: { runId: run.id, stepName: input.step ?? "" }, select: { approverId: true } });
  const otherAccountIds = await otherAccounts(tx, approverId);
  return {
    // The column is only written with the words of the contracts.
    phase: run.phase as RunPhase,
    step:
      input.step === null
        ? null
        : { name: input.step, isWaiting: step?.use === "approval.wait" && ["AwaitingApproval", "Verifying"].includes(step.state) },
    requestedById: run.requestedById,
    approverId,
    otherAccountIds,
    decidedByIds: decisions.map((decision) => decision.approverId),
    subjectHash: input.step === null ? run.subjectHash : stepSubjectHash(run.subjectHash, input.step),
    seenHash: input.subjectHash,
    expiresAt: input.step === null ? run.expiresAt : (step?.deadlineAt ?? now),
    now,
  };
}

/** The second pair of eyes: someone other than the requester decides about exactly what was on the screen, known by its hash. */
export async function decideFailover(ctx: ServiceContext, input: DecideFailover): Promise<void> {
  const { run, sites } = await visibleRun(ctx, input.runId);
  const attempt = { action: input.decision === "approve" ? "failover.approve" : "failover.decline", target: runTarget(run) };
  const decision = await authorise(ctx, {
    permission: "failover:approve",
    ...attempt,
    clusters: sites,
    requestedById: run.requestedById,
  });
  if (input.decision === "approve") await requireApproverFactor(ctx, attempt, decision);
  await refuseByGate(ctx, attempt, canApproveFailover(await approvalFacts(ctx.db.prisma, run, input, ctx.actor.id, ctx.now())), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM run WHERE id = ${run.id}::uuid FOR UPDATE`;
    const current = await unit.tx.run.findUniqueOrThrow({ where: { id: run.id } });
    const facts = await approvalFacts(unit.tx, current, input, ctx.actor.id, ctx.now());
    holdGate(canApproveFailover(facts));
    const at = ctx.now();
    const said = { decision: input.decision, comment: input.comment, subjectHash: facts.subjectHash };
    await unit.tx.approval.create({
      data: { id: uuid(), runId: run.id, stepName: input.step ?? "", approverId: ctx.actor.id, approverName: ctx.actor.name, ...said, at },
    });
    const phase = input.step === null ? await settle(unit.tx, current, input, ctx.actor.name, at) : current.phase;
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: attempt.target,
      outcome: "succeeded",
      reason: input.comment || null,
      before: { phase: current.phase },
      after: { phase, step: input.step, subjectHash: facts.subjectHash },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "failover.decided",
      clusterIds: sites.map(({ id }) => id),
      subject: { kind: "run", id: run.id },
      payload: { decision: input.decision, phase },
    });
    unit.wake({ topic: "run", key: run.id });
  });
}

/** Moves the run on when the decision is enough: approved by as many as it takes, or declined by one. */
async function settle(tx: Prisma.TransactionClient, run: Run, input: DecideFailover, name: string, at: Date): Promise<string> {
  if (input.decision === "decline") {
    const text = declinedBy(name, input.comment);
    await tx.run.update({
      where: { id: run.id },
      data: { phase: "Rejected", phaseMessage: text.message, phasePhrase: storedPhrase(text), finishedAt: at, version: { increment: 1 } },
    });
    return "Rejected";
  }
  const rows = await tx.approval.findMany({ where: { runId: run.id, stepName: "" } });
  const decisions = rows.map((row) => ({ ...row, decision: row.decision === "approve" ? ("approve" as const) : ("decline" as const) }));
  const isEnough = validApprovers(decisions, run.subjectHash, run.requestedById).length >= run.approvalsRequired;
  const waits = worded("WaitingForHub");
  await tx.run.update({
    where: { id: run.id },
    data: {
      version: { increment: 1 },
      ...(isEnough ? { phase: "Approved", approvedAt: at, phaseMessage: waits.message, phasePhrase: storedPhrase(waits) } : {}),
    },
  });
  return isEnough ? "Approved" : run.phase;
}
