import { transact } from "@holdfast/db/transact";
import { canResetFactor } from "@holdfast/domain/gates/can-manage-user";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { knownUser, userTarget } from "./user-facts";

const ACTION = "second-factor.reset";

/** Takes away the second factor, and the passkeys, of somebody who lost it. They are signed out everywhere, and sign in with their password alone. */
export async function resetSecondFactor(ctx: ServiceContext, userId: string): Promise<void> {
  const asked = { kind: "user", id: userId, name: userId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target: asked });
  const user = await knownUser(ctx, ctx.db.prisma, userId);
  const target = userTarget(user);
  await refuseByGate(ctx, { action: ACTION, target }, canResetFactor(user.facts), decision);
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.twoFactor.deleteMany({ where: { userId } });
    const passkeys = await unit.tx.passkey.deleteMany({ where: { userId } });
    await unit.tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
    const sessions = await unit.tx.session.deleteMany({ where: { userId } });
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target,
      outcome: "succeeded",
      reason: null,
      before: { isEnabled: true, passkeys: passkeys.count, sessions: sessions.count },
      after: { isEnabled: false, passkeys: 0, sessions: 0 },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
  });
}
