import { ArmingPhase, type DecideArming } from "@holdfast/contracts/arming";
import { endArming, sayArming } from "@holdfast/db/arming-rows";
import type { Arming, Prisma } from "@holdfast/db/generated/prisma/client";
import { declinedBy, validApprovers } from "@holdfast/domain/gates/approvals";
import { type ArmingDecisionFacts, canDecideArming } from "@holdfast/domain/gates/can-arm";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { otherAccounts } from "../access/other-accounts";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireApproverFactor } from "../sign-in/require-approver-factor";
import { armingHashNow, armingTarget, visibleArming } from "./visible-arming";

async function factsNow(
  tx: Prisma.TransactionClient,
  arming: Arming,
  approverId: string,
  seenHash: string,
  now: Date,
): Promise<ArmingDecisionFacts> {
  const [otherAccountIds, decisions, subjectHash] = await Promise.all([
    otherAccounts(tx, approverId),
    tx.armingDecision.findMany({ where: { armingId: arming.id }, select: { approverId: true } }),
    armingHashNow(tx, arming),
  ]);
  return {
    ...{ phase: ArmingPhase.parse(arming.phase), requestedById: arming.requestedById, approverId, otherAccountIds },
    ...{ decidedByIds: decisions.map((each) => each.approverId), subjectHash, seenHash, expiresAt: arming.expiresAt, now },
  };
}

/** Whether those who approved are enough, with the decision that was just written. */
async function isEnough(tx: Prisma.TransactionClient, arming: Arming): Promise<boolean> {
  const rows = await tx.armingDecision.findMany({ where: { armingId: arming.id } });
  const decisions = rows.map((row) => ({ ...row, decision: row.decision === "approve" ? ("approve" as const) : ("decline" as const) }));
  return validApprovers(decisions, arming.subjectHash, arming.requestedById).length >= arming.approvalsRequired;
}

/**
 * The second pair of eyes: someone other than the requester, with a second factor given lately, decides about exactly what was on the
 * screen, known by its hash. Each refusal is on record.
 */
export async function decideArming(ctx: ServiceContext, input: DecideArming): Promise<void> {
  const { arming, sites } = await visibleArming(ctx, input.armingId);
  const { plan } = arming;
  const attempt = {
    action: input.decision === "approve" ? "arming.approve" : "arming.decline",
    target: armingTarget(arming.id, plan.name),
  };
  const by = { permission: "failover:approve" as const, clusters: sites, requestedById: arming.requestedById };
  const decision = await authorise(ctx, { ...by, ...attempt });
  if (input.decision === "approve") await requireApproverFactor(ctx, attempt, decision);
  const { prisma } = ctx.db;
  const seen = await factsNow(prisma, arming, ctx.actor.id, input.subjectHash, ctx.now());
  await refuseByGate(ctx, attempt, canDecideArming(seen), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM arming WHERE id = ${arming.id}::uuid FOR UPDATE`;
    const current = await unit.tx.arming.findUniqueOrThrow({ where: { id: arming.id } });
    const at = ctx.now();
    holdGate(canDecideArming(await factsNow(unit.tx, current, ctx.actor.id, input.subjectHash, at)));
    const said = { decision: input.decision, comment: input.comment, subjectHash: current.subjectHash };
    await unit.tx.armingDecision.create({
      data: { id: uuid(), armingId: current.id, approverId: ctx.actor.id, approverName: ctx.actor.name, ...said, at },
    });
    const audit = { actor: ctx.actor, action: attempt.action, outcome: "succeeded" as const, decision, requestId: ctx.requestId };
    if (input.decision === "decline") {
      unit.audit(await endArming(unit, current, plan.name, { ...declinedBy(ctx.actor.name, input.comment), to: "Declined", at, audit }));
      return;
    }
    const phase = (await isEnough(unit.tx, current)) ? "Armed" : "AwaitingApproval";
    await unit.tx.arming.update({ where: { id: current.id }, data: { phase, armedAt: phase === "Armed" ? at : null } });
    unit.audit({
      ...{ ...audit, target: attempt.target, reason: input.comment || null },
      ...{ before: { phase: current.phase }, after: { phase, subjectHash: current.subjectHash } },
    });
    sayArming(unit, current, plan.name, phase, input.comment === "" ? null : { message: input.comment });
  });
}
