import { Fault } from "@holdfast/contracts/fault";
import type { InviteUser, IssuedInvitation } from "@holdfast/contracts/identity";
import { UserId } from "@holdfast/contracts/ids";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { expiryInFuture } from "./give-grant";
import { issueInvitation } from "./issue-invitation";

/**
 * Makes an account without a password, gives it a first role, and returns the one-time secret by which its owner chooses one.
 * Throws `AlreadyExists` for an address in use.
 */
export async function inviteUser(ctx: ServiceContext, { name, email, grant }: InviteUser): Promise<IssuedInvitation> {
  const id = uuid();
  const target = { kind: "user", id, name, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: "user.invite", target });
  await requireFreshFactor(ctx, { action: "user.invite", target }, decision);
  expiryInFuture(ctx, grant);
  return transact(ctx.db, ctx.now, async (unit) => {
    if (await unit.tx.user.findUnique({ where: { email }, select: { id: true } })) throw new Fault("AlreadyExists", worded("EmailTaken"));
    await unit.tx.user.create({ data: { id, name, email, grants: { create: { id: uuid(), ...grant, grantedById: ctx.actor.id } } } });
    const invitation = await issueInvitation(ctx, unit.tx, id);
    unit.audit({
      actor: ctx.actor,
      action: "user.invite",
      target,
      outcome: "succeeded",
      reason: null,
      before: null,
      after: {
        name,
        email,
        grants: [{ role: grant.role, selector: grant.selector, expiresAt: grant.expiresAt?.toISOString() ?? null }],
        invitedUntil: invitation.expiresAt.toISOString(),
      },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id }, payload: {} });
    return { userId: UserId.parse(id), ...invitation };
  });
}
