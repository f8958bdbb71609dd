import type { RunOrigin } from "@holdfast/contracts/automation";
import type { AcceptLoss } from "@holdfast/contracts/data-store";
import { hasConditions } from "@holdfast/contracts/drill-terms";
import type { RunKind } from "@holdfast/contracts/failover";
import type { Gate } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import { worded } from "@holdfast/contracts/worded";
import type { Unit } from "@holdfast/db/transact";
import type { RequestFacts } from "@holdfast/domain/gates/can-request-failover";
import { allMet, refused } from "@holdfast/domain/gates/gate";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { subjectHash } from "@holdfast/domain/run/subject-hash";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { acceptedLosses } from "./accepted-losses";
import { type AskedWorkflow, askedWorkflow } from "./asked-workflow";
import { failoverMode } from "./failover-mode";
import { planTarget } from "./failover-target";
import { isAutomationStopped } from "./is-automation-stopped";
import { pinChildren, reachedClusters } from "./pin-children";
import { requestFacts } from "./request-facts";
import { yieldDrills } from "./yield-drills";

/** What kind of run is asked for, and what it takes. */
export interface RunAsked {
  /** For the audit trail. */
  readonly action: "failover.request" | "failover.rehearse";
  readonly kind: RunKind;
  /** Who asks: nobody but a person, unless it says so. While automation is stopped, nobody else may. */
  readonly origin?: RunOrigin;
  /** Why; null where there is nothing to justify. */
  readonly reason: string | null;
  /** The data stores whose loss is accepted by name; undefined where nothing moves, so that nothing can be lost. */
  readonly acceptLoss?: AcceptLoss | null;
  readonly may: (facts: RequestFacts) => Gate;
  /** How many must approve by the plan, and how long it waits for that, or for a hub, or until when. One that nobody has to approve waits for a hub alone. */
  readonly takes: (plan: PlanSpec) => { readonly approvals: number } & ({ readonly waitsMs: number } | { readonly until: Date });
  /** In whose name it is asked for, who may not approve it then; the caller's where it is left out. */
  readonly inNameOf?: { readonly id: string; readonly name: string };
  /** Before when it does not start; at once where it is left out. */
  readonly notBefore?: Date;
  /** What is written in the same transaction. What it throws undoes the request. */
  readonly also?: (unit: Unit, runId: string) => Promise<void>;
}

/**
 * Writes a run of the latest version of a plan for a hub to start. What is asked for is frozen here: version, evaluation and parameters
 * make the hash that approvals are bound to. Throws what the gate refuses with; each refusal is on record.
 */
export async function askForRun(
  ctx: ServiceContext,
  input: AskedWorkflow,
  { action, origin = "person", kind, reason, acceptLoss, may, takes, inNameOf = ctx.actor, notBefore, also }: RunAsked,
) {
  const { plan, version, spec, primary, standby, others } = await askedWorkflow(ctx, input);
  const { workflow } = input;
  const own = [primary, standby, ...others];
  const { clusters, refusal } = await reachedClusters(ctx, { spec, workflow, kind, own });
  const stores = { planId: plan.id, stores: spec.spec.dataStores, primary, standbyId: standby.id, groupId: plan.groupId };
  const losses = () => (acceptLoss === undefined ? { open: [], accepted: null } : acceptedLosses(ctx, stores, acceptLoss));
  const attempt = { action, target: planTarget(plan) };
  const decision = await authorise(ctx, { permission: "failover:request", ...attempt, clusters });
  const mode = await failoverMode(ctx, primary.id);
  const isByCalendar = origin === "calendar";
  const asked = { version: input.planVersion, workflow, mode, kind, isByCalendar, openLosses: (await losses()).open };
  await refuseByGate(ctx, attempt, allMet(may(await requestFacts(ctx.db.prisma, { ...plan, spec }, asked, ctx.now())), refusal), decision);
  if (origin !== "person" && (await isAutomationStopped(ctx.db.prisma)))
    await refuseByGate(ctx, attempt, refused("GateRefused", worded("AutomationIsStopped")), decision);
  const { approvals, ...wait } = takes(spec);
  return gated(ctx, attempt, decision, async (unit) => {
    // Asked again under the group's row lock: of two who ask at once one is refused.
    await unit.tx.$queryRaw`SELECT 1 FROM protection_group WHERE id = ${plan.groupId}::uuid FOR UPDATE`;
    const { open, accepted } = await losses();
    const facts = await requestFacts(unit.tx, { ...plan, spec }, { ...asked, openLosses: open }, ctx.now());
    holdGate(may(facts));
    if (kind !== "rehearsal" && !isByCalendar) await yieldDrills(unit, ctx, plan.groupId);
    const children = await pinChildren(ctx, unit.tx, { spec, workflow, kind, own, allowed: clusters });
    const evaluation = await unit.tx.evaluation.findUniqueOrThrow({ where: { id: facts.evaluationId ?? "" } });
    const at = ctx.now();
    const expiresAt = "until" in wait ? wait.until : new Date(at.getTime() + wait.waitsMs);
    const run = {
      ...{ id: uuid(), planId: plan.id, planVersion: version.number, workflow, groupId: plan.groupId, evaluationId: evaluation.id },
      ...{ primaryId: primary.id, standbyId: standby.id, otherIds: others.map(({ id }) => id), kind, mode, origin, reason: reason ?? "" },
      ...{ approvalsRequired: approvals, requestedById: inNameOf.id, ...(notBefore ? { notBefore } : {}) },
    };
    const hashes = { planContentHash: contentHash(version.spec), evaluationContentHash: evaluationHash(evaluation) };
    const hash = subjectHash({ ...run, runId: run.id, ...hashes, acceptedLoss: accepted, children: children.pinned });
    const standing = approvals === 0 ? { phase: "Approved", approvedAt: at } : { phase: "AwaitingApproval" };
    await unit.tx.run.create({
      data: {
        ...run,
        ...standing,
        ...(accepted ? { acceptedLoss: accepted } : {}),
        ...children.columns,
        subjectHash: hash,
        requestedByName: inNameOf.name,
        requestedAt: at,
        expiresAt,
        ...(kind === "drill" && hasConditions(spec.spec.drill) ? { drillProof: { create: {} } } : {}),
      },
    });
    await also?.(unit, run.id);
    unit.audit({
      ...{ actor: ctx.actor, action, target: { kind: "run", id: run.id, name: plan.name, clusterId: null } },
      ...{ outcome: "succeeded", reason, before: null, decision, requestId: ctx.requestId },
      after: {
        ...{ planVersion: version.number, workflow, kind, planContentHash: version.contentHash, evaluation: evaluation.id },
        ...{ mode, subjectHash: hash, expiresAt: expiresAt.toISOString(), ...children.said },
        ...(notBefore ? { notBefore: notBefore.toISOString(), inNameOf: inNameOf.name } : {}),
        ...(accepted ? { acceptedLoss: accepted } : {}),
      },
    });
    unit.emit({
      type: "failover.requested",
      clusterIds: own.map(({ id }) => id),
      subject: { kind: "run", id: run.id },
      payload: { plan: plan.name, workflow },
    });
    unit.wake({ topic: "run", key: run.id });
    return { runId: run.id };
  });
}
