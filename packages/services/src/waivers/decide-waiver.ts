import { Fault } from "@holdfast/contracts/fault";
import type { DecideWaiver } from "@holdfast/contracts/waiver";
import { worded } from "@holdfast/contracts/worded";
import { canDecideWaiver, canLastUntil, canLetThrough } from "@holdfast/domain/policy/waiver-gates";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { policyById } from "../policies/policy-target";
import { rolloutCaller } from "../policies/rollout-view";
import { waiverScopeOf } from "../policies/waiver-scopes";
import { requireApproverFactor } from "../sign-in/require-approver-factor";
import { concernedObjects } from "./concerned-objects";
import { tellWaiver, waiverById, waiverClusters, waiverRecord, waiverState, waiverTarget } from "./waiver-facts";
import { dueWarning } from "./waiver-warnings";

/** The second pair of eyes on a waiver: someone other than who asked for it lets it begin, or declines it. */
export async function decideWaiver(ctx: ServiceContext, input: DecideWaiver): Promise<void> {
  const seen = await waiverById(ctx.db.prisma, input.id);
  const policy = await policyById(ctx.db.prisma, seen.policyId);
  const attempt = { action: `policy.${input.decision}-waiver`, target: waiverTarget(seen, policy.name) };
  const clusters = await waiverClusters(ctx.db.prisma, seen.clusterIds);
  const { requestedById } = seen;
  const decision = await authorise(ctx, { permission: "policy:approve", ...attempt, clusters, requestedById });
  const caller = await rolloutCaller(ctx);
  await refuseByGate(ctx, attempt, canDecideWaiver({ state: waiverState(seen), requestedById, ...caller }), decision);
  if (input.decision === "approve") {
    await requireApproverFactor(ctx, attempt, decision);
    // The policy may have another version than when it was asked for.
    const objects = await concernedObjects(ctx.db.prisma, policy, seen.clusterIds);
    await refuseByGate(ctx, attempt, canLetThrough(objects, waiverScopeOf(seen)), decision);
  }
  const isApproved = input.decision === "approve";
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM policy_waiver WHERE id = ${seen.id}::uuid FOR UPDATE`;
    const row = await waiverById(unit.tx, seen.id);
    holdGate(canDecideWaiver({ state: waiverState(row), requestedById, ...caller }));
    if (row.version !== input.version) throw new Fault("VersionConflict", worded("WaiverMovedOn"));
    const now = ctx.now();
    if (isApproved) holdGate(canLastUntil(row.expiresAt, now));
    const begun = { state: "active", unsettledSince: now, warnedHours: dueWarning(row.expiresAt, now) };
    const after = await unit.tx.policyWaiver.update({
      where: { id: row.id },
      data: {
        ...(isApproved ? begun : { state: "declined", endedAt: now, endedByName: ctx.actor.name }),
        ...{ decidedByName: ctx.actor.name, decidedAt: now, comment: input.comment, version: { increment: 1 } },
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: input.comment || null, decision, requestId: ctx.requestId },
      ...{ before: waiverRecord(row), after: waiverRecord(after) },
    });
    await tellWaiver(unit, after, now, isApproved);
  });
}
