import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { apiTokenView, living } from "./api-token-rows";

const ACTION = "api-token.revoke";

/**
 * Ends a token at once, also in streams that it holds open. One's own needs no more than an account; that of somebody else an admin,
 * and for anybody less it does not exist.
 */
export async function revokeApiToken(ctx: ServiceContext, tokenId: string, ownerId: string): Promise<void> {
  const asked = { kind: "api-token", id: tokenId, name: tokenId, clusterId: null };
  const permission = ownerId === ctx.actor.id ? "self:manage" : "access:manage";
  const decision = await authorise(ctx, { permission, action: ACTION, target: asked });
  const held = { id: tokenId, userId: ownerId };
  await transact(ctx.db, ctx.now, async (unit) => {
    const row = await unit.tx.apiToken.findFirst({ where: { ...held, ...living(ctx.now()) } });
    const ended = row && (await unit.tx.apiToken.updateMany({ where: { ...held, revokedAt: null }, data: { revokedAt: ctx.now() } }));
    if (!row || ended?.count !== 1) throw new Fault("NotFound", worded("TokenAbsent"));
    const { name, permissions, selector, expiresAt } = apiTokenView(row);
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target: { ...asked, name },
      outcome: "succeeded",
      reason: null,
      before: { owner: ownerId, permissions, selector, expiresAt: expiresAt.toISOString() },
      after: null,
      decision,
      requestId: ctx.requestId,
    });
    unit.wake({ topic: "access", key: ownerId });
  });
}
