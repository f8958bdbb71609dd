import { type RequestArming, windowEnd } from "@holdfast/contracts/arming";
import { sayArming } from "@holdfast/db/arming-rows";
import { canArm } from "@holdfast/domain/gates/can-arm";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { armingHash } from "@holdfast/domain/run/subject-hash";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { acceptedLosses } from "../failover/accepted-losses";
import { askedWorkflow } from "../failover/asked-workflow";
import { planTarget } from "../failover/failover-target";
import { armFacts } from "./arm-facts";
import { armingTarget } from "./visible-arming";

const ACTION = "arming.request";

/**
 * Asks that the latest version of a plan may be begun without a person once its primary is lost, until an instant. Holds nothing open by
 * itself: as many others have to approve it as a run of the plan takes. Throws what the gate refuses with; each refusal is on record.
 */
export async function requestArming(ctx: ServiceContext, input: RequestArming): Promise<{ armingId: string }> {
  const { planId, planVersion, reason } = input;
  const workflow = "activate";
  const { plan, version, spec, primary, standby } = await askedWorkflow(ctx, { planId, planVersion, workflow });
  const attempt = { action: ACTION, target: planTarget(plan) };
  const decision = await authorise(ctx, { permission: "failover:request", ...attempt, clusters: [primary, standby] });
  const known = { ...plan, spec };
  await refuseByGate(ctx, attempt, canArm(await armFacts(ctx.db.prisma, known, planVersion, ctx.now())), decision);
  const stores = { planId, stores: spec.spec.dataStores, primary, standbyId: standby.id, groupId: plan.groupId };
  const { accepted } = await acceptedLosses(ctx, stores, input.acceptLoss ?? null);
  return gated(ctx, attempt, decision, async (unit) => {
    // Asked again under the group's row lock: of two who ask at once one is refused.
    await unit.tx.$queryRaw`SELECT 1 FROM protection_group WHERE id = ${plan.groupId}::uuid FOR UPDATE`;
    holdGate(canArm(await armFacts(unit.tx, known, planVersion, ctx.now())));
    const at = ctx.now();
    const arming = {
      ...{ id: uuid(), planId, planVersion: version.number, workflow, planContentHash: contentHash(version.spec), reason },
      ...{ groupId: plan.groupId, primaryId: primary.id, standbyId: standby.id, requestedById: ctx.actor.id },
      ...{ approvalsRequired: spec.spec.approvals.required, armedUntil: windowEnd(at, input.armedForHours) },
    };
    const hash = armingHash({ ...arming, armingId: arming.id, acceptedLoss: accepted });
    const expiresAt = new Date(at.getTime() + spec.spec.approvals.expiresAfterSeconds * 1000);
    const row = await unit.tx.arming.create({
      data: {
        ...{ ...arming, phase: "AwaitingApproval", subjectHash: hash, requestedByName: ctx.actor.name, requestedAt: at, expiresAt },
        ...(accepted ? { acceptedLoss: accepted } : {}),
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, action: ACTION, target: armingTarget(row.id, plan.name), outcome: "succeeded", reason },
      ...{ before: null, decision, requestId: ctx.requestId },
      after: {
        ...{ planVersion: version.number, planContentHash: arming.planContentHash, armedUntil: arming.armedUntil.toISOString() },
        ...{ subjectHash: hash, expiresAt: expiresAt.toISOString(), ...(accepted ? { acceptedLoss: accepted } : {}) },
      },
    });
    sayArming(unit, row, plan.name, "AwaitingApproval", { message: reason });
    return { armingId: row.id };
  });
}
