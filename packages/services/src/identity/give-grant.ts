import { Fault } from "@holdfast/contracts/fault";
import type { GiveGrant, NewGrant } from "@holdfast/contracts/identity";
import { GrantId } from "@holdfast/contracts/ids";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { canGiveGrant } from "@holdfast/domain/gates/can-manage-user";
import canonicalize from "canonicalize";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { refuseByGate } from "../access/refuse-by-gate";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { heldGrants, knownUser, lockAdmins, userTarget } from "./user-facts";

const ACTION = "grant.give";

/** Throws `InvalidInput` for a grant that would be over before it begins. */
export function expiryInFuture(ctx: ServiceContext, { expiresAt }: NewGrant): void {
  if (expiresAt !== null && expiresAt <= ctx.now()) throw new Fault("InvalidInput", worded("GrantInThePast"));
}

/** Gives somebody else a role on a set of clusters. Throws `AlreadyExists` for one that they hold already, on the same clusters. */
export async function giveGrant(ctx: ServiceContext, { userId, grant }: GiveGrant): Promise<{ id: GrantId }> {
  const asked = { kind: "user", id: userId, name: userId, clusterId: null };
  const decision = await authorise(ctx, { permission: "access:manage", action: ACTION, target: asked });
  const user = await knownUser(ctx, ctx.db.prisma, userId);
  const target = userTarget(user);
  await refuseByGate(ctx, { action: ACTION, target }, canGiveGrant(user.facts), decision);
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  expiryInFuture(ctx, grant);
  return transact(ctx.db, ctx.now, async (unit) => {
    await lockAdmins(unit.tx);
    const id = uuid();
    const before = await heldGrants(unit.tx, userId, ctx.now());
    const isHeld = (each: (typeof before)[number]) =>
      each.role === grant.role && each.expiresAt === null && canonicalize(each.selector) === canonicalize(grant.selector);
    if (before.some(isHeld)) throw new Fault("AlreadyExists", worded("GrantHeld", { name: user.name }));
    await unit.tx.grant.create({ data: { id, userId, ...grant, grantedById: ctx.actor.id, createdAt: ctx.now() } });
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target,
      outcome: "succeeded",
      reason: null,
      before: { grants: before },
      after: { grants: await heldGrants(unit.tx, userId, ctx.now()) },
      decision,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
    return { id: GrantId.parse(id) };
  });
}
