import { API_TOKEN_MOST_DAYS, API_TOKEN_PREFIX, type CreateApiToken, type IssuedApiToken } from "@holdfast/contracts/api-token";
import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { isForTokens, permissions } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import { permittedOnFleet, permittedSomewhere } from "../access/permitted";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { requireFreshFactor } from "../sign-in/require-fresh-factor";
import { living } from "./api-token-rows";
import { newSecret, secretHash } from "./secret";

const ACTION = "api-token.create";
const MOST = 20;
const SHOWN = API_TOKEN_PREFIX.length + 4;

/** Refuses, on record, a scope that is for people only, or that the owner does not have anywhere. */
async function refuseWiderScope(ctx: ServiceContext, input: CreateApiToken, target: AuditTarget, decision: AuditDecision): Promise<void> {
  const subject = await ctx.subject();
  for (const permission of input.permissions) {
    if (!isForTokens(permission))
      await refuse(ctx, { action: ACTION, target }, new Fault("Forbidden", worded("TokenForPeopleOnly", { permission })), decision);
    const held = permissions[permission] === "cluster" ? permittedSomewhere(subject, permission) : permittedOnFleet(subject, permission);
    if (held.effect === "deny")
      await refuse(ctx, { action: ACTION, target }, new Fault("Forbidden", worded("TokenBeyondOwner", { permission })), {
        ...held,
        permission,
      });
  }
}

/**
 * Makes a secret by which a program may act for the caller. What it may do is asked anew at each use: at most what it was made for,
 * and at most what the caller may at that moment. Throws `AlreadyExists` for a name that the caller uses already.
 */
export async function createApiToken(ctx: ServiceContext, input: CreateApiToken): Promise<IssuedApiToken> {
  const id = uuid();
  const target = { kind: "api-token", id, name: input.name, clusterId: null };
  const decision = await authorise(ctx, { permission: "self:manage", action: ACTION, target });
  await refuseWiderScope(ctx, input, target, decision);
  await requireFreshFactor(ctx, { action: ACTION, target }, decision);
  const now = ctx.now();
  const latest = now.getTime() + API_TOKEN_MOST_DAYS * 86_400_000;
  if (input.expiresAt <= now || input.expiresAt.getTime() > latest)
    throw new Fault("InvalidInput", worded("TokenTooLong", { days: API_TOKEN_MOST_DAYS }));
  const token = newSecret(API_TOKEN_PREFIX);
  const permitted = [...new Set(input.permissions)].sort();
  await transact(ctx.db, ctx.now, async (unit) => {
    const own = await unit.tx.apiToken.findMany({ where: { userId: ctx.actor.id, ...living(now) }, select: { name: true } });
    if (own.some(({ name }) => name === input.name)) throw new Fault("AlreadyExists", worded("TokenNameTaken", { name: input.name }));
    if (own.length >= MOST) throw new Fault("TooLarge", worded("TokensTooMany", { most: MOST }));
    await unit.tx.apiToken.create({
      data: {
        id,
        userId: ctx.actor.id,
        name: input.name,
        tokenHash: secretHash(token),
        start: token.slice(0, SHOWN),
        permissions: permitted,
        selector: input.selector,
        createdAt: now,
        expiresAt: input.expiresAt,
      },
    });
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target,
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { name: input.name, permissions: permitted, selector: input.selector, expiresAt: input.expiresAt.toISOString() },
      decision,
      requestId: ctx.requestId,
    });
  });
  return { id, token, expiresAt: input.expiresAt };
}
