import type { DisableUser } from "@holdfast/contracts/identity";
import { canDisableUser } from "@holdfast/domain/gates/can-manage-user";
import { authorise } from "../access/authorise";
import { gated, holdGate } from "../access/gated";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { knownUser, lockAdmins, userTarget } from "./user-facts";

const ACTION = "user.disable";

/** Takes an account out of use: its sessions and invitations end in the same transaction, and its open streams right after. */
export async function disableUser(ctx: ServiceContext, { userId, reason }: DisableUser): Promise<void> {
  const asked = { kind: "user", id: userId, name: userId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target: asked });
  const seen = await knownUser(ctx, ctx.db.prisma, userId);
  await refuseByGate(ctx, { action: ACTION, target: userTarget(seen) }, canDisableUser(seen.facts), decision);
  await gated(ctx, { action: ACTION, target: userTarget(seen) }, decision, async (unit) => {
    await lockAdmins(unit.tx);
    const user = await knownUser(ctx, unit.tx, userId);
    holdGate(canDisableUser(user.facts));
    const disabledAt = ctx.now();
    await unit.tx.user.update({ where: { id: userId }, data: { disabledAt } });
    const sessions = await unit.tx.session.deleteMany({ where: { userId } });
    await unit.tx.invitation.deleteMany({ where: { userId, usedAt: null } });
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target: userTarget(user),
      outcome: "succeeded",
      reason,
      before: { disabledAt: null, sessions: sessions.count },
      after: { disabledAt: disabledAt.toISOString(), sessions: 0 },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
  });
}
