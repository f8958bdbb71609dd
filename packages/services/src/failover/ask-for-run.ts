import type { RunKind } from "@holdfast/contracts/failover";
import type { Gate } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { transact } from "@holdfast/db/transact";
import type { RequestFacts } from "@holdfast/domain/gates/can-request-failover";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gateFault, refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { type AskedWorkflow, askedWorkflow } from "./asked-workflow";
import { failoverMode } from "./failover-mode";
import { planTarget } from "./failover-target";
import { requestFacts } from "./request-facts";

/** What kind of run is asked for, and what it takes. */
export interface RunAsked {
  /** For the audit trail. */
  readonly action: "failover.request" | "failover.rehearse";
  readonly kind: RunKind;
  /** Why; null where there is nothing to justify. */
  readonly reason: string | null;
  readonly may: (facts: RequestFacts) => Gate;
  /** How many must approve by the plan, and how long it waits for that, or for a hub. One that nobody has to approve waits for a hub alone. */
  readonly takes: (plan: PlanSpec) => { readonly approvals: number; readonly waitsMs: number };
}

/**
 * Writes a run of the latest version of a plan for a hub to start. What is asked for is frozen here: version, evaluation and parameters
 * make the hash that approvals are bound to. Throws what the gate refuses with; each refusal is on record.
 */
export async function askForRun(ctx: ServiceContext, input: AskedWorkflow, { action, kind, reason, may, takes }: RunAsked) {
  const { plan, version, spec, primary, standby } = await askedWorkflow(ctx, input);
  const { workflow } = input;
  const asked = { version: input.planVersion, workflow };
  const attempt = { action, target: planTarget(plan) };
  const decision = await authorise(ctx, { permission: "failover:request", ...attempt, clusters: [primary, standby] });
  await refuseByGate(ctx, attempt, may(await requestFacts(ctx.db.prisma, { ...plan, spec }, asked, ctx.now())), decision);
  const mode = await failoverMode(ctx, primary.id);
  const { approvals, waitsMs } = takes(spec);
  return transact(ctx.db, ctx.now, async (unit) => {
    // Asked again under the group's row lock: of two who ask at once one is refused.
    await unit.tx.$queryRaw`SELECT 1 FROM protection_group WHERE id = ${plan.groupId}::uuid FOR UPDATE`;
    const facts = await requestFacts(unit.tx, { ...plan, spec }, asked, ctx.now());
    const gate = may(facts);
    if (!gate.isMet) throw gateFault(gate);
    const evaluation = await unit.tx.evaluation.findUniqueOrThrow({ where: { id: facts.evaluationId ?? "" } });
    const at = ctx.now();
    const expiresAt = new Date(at.getTime() + waitsMs);
    const run = {
      ...{ id: uuid(), planId: plan.id, planVersion: version.number, workflow, groupId: plan.groupId, evaluationId: evaluation.id },
      ...{ primaryId: primary.id, standbyId: standby.id, kind, mode, reason: reason ?? "" },
      ...{ approvalsRequired: approvals, requestedById: ctx.actor.id },
    };
    const hashes = { planContentHash: contentHash(version.spec), evaluationContentHash: contentHash(evaluation.findings) };
    const hash = subjectHash({ ...run, runId: run.id, ...hashes });
    const standing = approvals === 0 ? { phase: "Approved", approvedAt: at } : { phase: "AwaitingApproval" };
    await unit.tx.run.create({
      data: { ...run, ...standing, subjectHash: hash, requestedByName: ctx.actor.name, requestedAt: at, expiresAt },
    });
    const { contentHash: planContentHash } = version;
    unit.audit({
      ...{ actor: ctx.actor, action, target: { kind: "run", id: run.id, name: plan.name, clusterId: null } },
      ...{ outcome: "succeeded", reason, before: null, decision, requestId: ctx.requestId },
      after: {
        ...{ planVersion: version.number, workflow, planContentHash, evaluation: evaluation.id },
        ...{ mode, subjectHash: hash, expiresAt: expiresAt.toISOString() },
      },
    });
    unit.emit({
      type: "failover.requested",
      clusterIds: [primary.id, standby.id],
      subject: { kind: "run", id: run.id },
      payload: { plan: plan.name, workflow },
    });
    unit.wake({ topic: "run", key: run.id });
    return { runId: run.id };
  });
}
