import type { RevokeWaiver } from "@holdfast/contracts/waiver";
import { canRevokeWaiver } from "@holdfast/domain/policy/waiver-gates";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { policyById } from "../policies/policy-target";
import { tellWaiver, waiverById, waiverClusters, waiverRecord, waiverState, waiverTarget } from "./waiver-facts";

/** Ends a waiver before its time, or takes a request back. Ending one takes no second person: it only makes stricter. */
export async function revokeWaiver(ctx: ServiceContext, input: RevokeWaiver): Promise<void> {
  const seen = await waiverById(ctx.db.prisma, input.id);
  const policy = await policyById(ctx.db.prisma, seen.policyId);
  const attempt = { action: "policy.revoke-waiver", target: waiverTarget(seen, policy.name) };
  const clusters = await waiverClusters(ctx.db.prisma, seen.clusterIds);
  const decision = await authorise(ctx, { permission: "policy:push", ...attempt, clusters });
  await refuseByGate(ctx, attempt, canRevokeWaiver(waiverState(seen)), decision);
  await gated(ctx, attempt, decision, async (unit) => {
    await unit.tx.$queryRaw`SELECT 1 FROM policy_waiver WHERE id = ${seen.id}::uuid FOR UPDATE`;
    const row = await waiverById(unit.tx, seen.id);
    holdGate(canRevokeWaiver(waiverState(row)));
    const [now, wasActive] = [ctx.now(), row.state === "active"];
    const after = await unit.tx.policyWaiver.update({
      where: { id: row.id },
      data: {
        ...{ state: "revoked", endedAt: now, endedByName: ctx.actor.name, version: { increment: 1 } },
        ...(wasActive ? { unsettledSince: now } : {}),
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: input.reason, decision, requestId: ctx.requestId },
      ...{ before: waiverRecord(row), after: waiverRecord(after) },
    });
    await tellWaiver(unit, after, now, wasActive);
  });
}
