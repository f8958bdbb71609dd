import type { RehearseFailover } from "@holdfast/contracts/failover";
import { transact } from "@holdfast/db/transact";
import { canRehearse } from "@holdfast/domain/gates/can-request-failover";
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

/** A rehearsal that no hub has begun by then is called off: what it would tell would be about another day. */
const WAITS_MS = 600_000;

const REASON = "rehearsal";

/**
 * Rehearses a workflow of the latest version of a plan: every step is checked against the clusters as they are, and every write is
 * tried as a dry run on the API server. Nothing is changed, so nobody has to approve; it holds its group for nobody.
 */
export async function rehearseFailover(ctx: ServiceContext, input: RehearseFailover): Promise<{ runId: string }> {
  const { plan, version, spec, primary, standby } = await askedWorkflow(ctx, input);
  const asked = { version: input.planVersion, workflow: input.workflow };
  const attempt = { action: "failover.rehearse", target: planTarget(plan) };
  const decision = await authorise(ctx, { permission: "failover:request", ...attempt, clusters: [primary, standby] });
  await refuseByGate(ctx, attempt, canRehearse(await requestFacts(ctx.db.prisma, { ...plan, spec }, asked, ctx.now())), decision);
  const mode = await failoverMode(ctx, primary.id);
  return transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM protection_group WHERE id = ${plan.groupId}::uuid FOR UPDATE`;
    const facts = await requestFacts(unit.tx, { ...plan, spec }, asked, ctx.now());
    const gate = canRehearse(facts);
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
      kind: "rehearsal",
      mode,
      reason: REASON,
      approvalsRequired: 0,
      requestedById: ctx.actor.id,
    };
    const at = ctx.now();
    const hash = subjectHash({
      ...run,
      runId: run.id,
      planContentHash: contentHash(version.spec),
      evaluationContentHash: contentHash(evaluation.findings),
    });
    const asking = { requestedByName: ctx.actor.name, requestedAt: at, approvedAt: at, expiresAt: new Date(at.getTime() + WAITS_MS) };
    await unit.tx.run.create({ data: { ...run, ...asking, phase: "Approved", subjectHash: hash } });
    unit.audit({
      actor: ctx.actor,
      action: attempt.action,
      target: { kind: "run", id: run.id, name: plan.name, clusterId: null },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { planVersion: version.number, workflow: input.workflow, planContentHash: version.contentHash, mode },
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
