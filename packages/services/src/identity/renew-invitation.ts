import type { IssuedInvitation } from "@holdfast/contracts/identity";
import { UserId } from "@holdfast/contracts/ids";
import { transact } from "@holdfast/db/transact";
import { canInviteAgain } from "@holdfast/domain/gates/can-manage-user";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { issueInvitation } from "./issue-invitation";
import { knownUser, userTarget } from "./user-facts";

/** A new one-time secret for somebody who was invited and has no password yet; the one before ends. */
export async function renewInvitation(ctx: ServiceContext, userId: string): Promise<IssuedInvitation> {
  const action = "user.renew-invitation";
  const asked = { kind: "user", id: userId, name: userId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action, target: asked });
  const user = await knownUser(ctx, ctx.db.prisma, userId);
  const target = userTarget(user);
  await refuseByGate(ctx, { action, target }, canInviteAgain(user.facts), decision);
  await requireFreshFactor(ctx, { action, target }, decision);
  return transact(ctx.db, ctx.now, async (unit) => {
    const invitation = await issueInvitation(ctx, unit.tx, userId);
    unit.audit({
      actor: ctx.actor,
      action,
      target,
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { invitedUntil: invitation.expiresAt.toISOString() },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    return { userId: UserId.parse(userId), ...invitation };
  });
}
