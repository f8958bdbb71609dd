import type { RequestFailover } from "@holdfast/contracts/failover";
import { transact } from "@holdfast/db/transact";
import { canRequestFailover } from "@holdfast/domain/gates/can-request-failover";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gateFault, refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { askedWorkflow } from "./asked-workflow";
import { failoverMode } from "./failover-mode";
import { planTarget } from "./failover-target";
import { requestFacts } from "./request-facts";

/**
 * Asks for a failover, or for the failback, by the latest version of a plan. What is asked for is frozen here: version, evaluation and parameters make
 * the hash that approvals are bound to. The runner starts it when enough others have approved.
 */
export async function requestFailover(ctx: ServiceContext, input: RequestFailover): Promise<{ runId: string }> {
  const { plan, version, spec, primary, standby } = await askedWorkflow(ctx, input);
  const asked = { version: input.planVersion, workflow: input.workflow };
  const attempt = { action: "failover.request", target: planTarget(plan) };
  const decision = await authorise(ctx, { permission: "failover:request", ...attempt, clusters: [primary, standby] });
  await refuseByGate(ctx, attempt, canRequestFailover(await requestFacts(ctx.db.prisma, { ...plan, spec }, asked, ctx.now())), decision);
  const mode = await failoverMode(ctx, primary.id);
  return transact(ctx.db, ctx.now, async (unit) => {
    // Asked again under the group's row lock: of two who ask at once one is refused.
    await unit.tx.$queryRaw`SELECT 1 FROM protection_group WHERE id = ${plan.groupId}::uuid FOR UPDATE`;
    const facts = await requestFacts(unit.tx, { ...plan, spec }, asked, ctx.now());
    const gate = canRequestFailover(facts);
    if (!gate.isMet) throw gateFault(gate);
    const evaluation = await unit.tx.evaluation.findUniqueOrThrow({ where: { id: facts.evaluationId ?? "" } });
    const run = {
      id: uuid(),
      planId: plan.id,
      planVersion: version.number,
      workflow: input.workflow,
      groupId: plan.groupId,
      evaluationId: evaluation.id,
      primaryId: primary.id,
      standbyId: standby.id,
      kind: "real",
      mode,
      reason: input.reason,
      approvalsRequired: spec.spec.approvals.required,
      requestedById: ctx.actor.id,
    };
    const hash = subjectHash({
      ...run,
      runId: run.id,
      planContentHash: contentHash(version.spec),
      evaluationContentHash: contentHash(evaluation.findings),
    });
    const at = ctx.now();
    const expiresAt = new Date(at.getTime() + spec.spec.approvals.expiresAfterSeconds * 1000);
    await unit.tx.run.create({
      data: { ...run, phase: "AwaitingApproval", subjectHash: hash, requestedByName: ctx.actor.name, requestedAt: at, expiresAt },
    });
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: { kind: "run", id: run.id, name: plan.name, clusterId: null },
      outcome: "succeeded",
      reason: input.reason,
      before: null,
      after: {
        planVersion: version.number,
        workflow: input.workflow,
        planContentHash: version.contentHash,
        evaluation: evaluation.id,
        mode,
        subjectHash: hash,
        expiresAt: expiresAt.toISOString(),
      },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({
      type: "failover.requested",
      clusterIds: [primary.id, standby.id],
      subject: { kind: "run", id: run.id },
      payload: { plan: plan.name, workflow: input.workflow },
    });
    unit.wake({ topic: "run", key: run.id });
    return { runId: run.id };
  });
}
