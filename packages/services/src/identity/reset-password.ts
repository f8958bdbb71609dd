import type { IssuedInvitation } from "@holdfast/contracts/identity";
import { UserId } from "@holdfast/contracts/ids";
import { transact } from "@holdfast/db/transact";
import { canResetPassword } from "@holdfast/domain/gates/can-manage-user";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { issueInvitation } from "./issue-invitation";
import { knownUser, userTarget } from "./user-facts";

/**
 * Takes the password away from somebody who forgot it, signs them out everywhere, and returns a one-time link by which they choose
 * another. Their second factor stays: who only has the link is not let in by it.
 */
export async function resetPassword(ctx: ServiceContext, userId: string): Promise<IssuedInvitation> {
  const action = "password.reset";
  const asked = { kind: "user", id: userId, name: userId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action, target: asked });
  const user = await knownUser(ctx, ctx.db.prisma, userId);
  const target = userTarget(user);
  await refuseByGate(ctx, { action, target }, canResetPassword(user.facts), decision);
  await requireFreshFactor(ctx, { action, target }, decision);
  return transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.account.deleteMany({ where: { userId, providerId: "credential" } });
    const sessions = await unit.tx.session.deleteMany({ where: { userId } });
    const invitation = await issueInvitation(ctx, unit.tx, userId);
    unit.audit({
      ...{ actor: ctx.actor, action, target, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { state: "active", sessions: sessions.count },
      after: { state: "invited", sessions: 0, invitedUntil: invitation.expiresAt.toISOString() },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
    return { userId: UserId.parse(userId), ...invitation };
  });
}
