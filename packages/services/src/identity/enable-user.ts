import { transact } from "@holdfast/db/transact";
import { canEnableUser } from "@holdfast/domain/gates/can-manage-user";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { knownUser, userTarget } from "./user-facts";

const ACTION = "user.enable";

/** Brings a disabled account back, with the grants that it still holds. Whoever owns it signs in anew. */
export async function enableUser(ctx: ServiceContext, userId: string): Promise<void> {
  const asked = { kind: "user", id: userId, name: userId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target: asked });
  const user = await knownUser(ctx, ctx.db.prisma, userId);
  const target = userTarget(user);
  await refuseByGate(ctx, { action: ACTION, target }, canEnableUser(user.facts), decision);
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.user.update({ where: { id: userId }, data: { disabledAt: null } });
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target,
      outcome: "succeeded",
      reason: null,
      before: { disabledAt: user.disabledAt?.toISOString() ?? null },
      after: { disabledAt: null },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
  });
}
