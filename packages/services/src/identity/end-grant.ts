import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { canEndGrant } from "@holdfast/domain/gates/can-manage-user";
import { holding } from "../access/access-subject";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { heldGrants, isLastAdminGrant, knownUser, lockAdmins, userTarget } from "./user-facts";

const ACTION = "grant.end";

/** Ends a grant at once. The last one that makes anybody admin of the whole fleet stays. */
export async function endGrant(ctx: ServiceContext, grantId: string): Promise<void> {
  const asked = { kind: "grant", id: grantId, name: grantId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target: asked });
  const held = () => ({ where: { id: grantId, ...holding(ctx.now()) }, select: { userId: true, elevationId: true } });
  const seen = await ctx.db.prisma.grant.findFirst(held());
  if (!seen) throw new Fault("NotFound", worded("GrantAbsent"));
  const user = await knownUser(ctx, ctx.db.prisma, seen.userId);
  const target = userTarget(user);
  await refuseByGate(ctx, { action: ACTION, target }, canEndGrant(user.facts, isLastAdminGrant(user, grantId)), decision);
  await gated(ctx, { action: ACTION, target }, decision, async (unit) => {
    await lockAdmins(unit.tx);
    const now = await knownUser(ctx, unit.tx, seen.userId);
    holdGate(canEndGrant(now.facts, isLastAdminGrant(now, grantId)));
    const before = await heldGrants(unit.tx, seen.userId, ctx.now());
    const ended = await unit.tx.grant.updateMany({ where: { id: grantId, revokedAt: null }, data: { revokedAt: ctx.now() } });
    if (ended.count === 0) throw new Fault("NotFound", worded("GrantAbsent"));
    if (seen.elevationId !== null) {
      const over = { state: "ended", endedAt: ctx.now(), endedByName: ctx.actor.name, version: { increment: 1 } };
      await unit.tx.elevation.updateMany({ where: { id: seen.elevationId, state: "approved" }, data: over });
      unit.emit({
        type: "elevation.changed",
        clusterIds: [],
        subject: { kind: "elevation", id: seen.elevationId },
        payload: { state: "ended" },
      });
    }
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target,
      outcome: "succeeded",
      reason: null,
      before: { grants: before },
      after: { grants: await heldGrants(unit.tx, seen.userId, ctx.now()) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: seen.userId }, payload: {} });
    unit.wake({ topic: "access", key: seen.userId });
  });
}
