import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import type { SignIn } from "../sign-in/sign-in";
import { secretHash } from "./secret";

const ACTION = "user.accept-invitation";

/** Whom a secret invites, or the fault that says why nobody. */
async function invited(ctx: ServiceContext, token: string) {
  const link = await ctx.db.prisma.invitation.findUnique({
    where: { tokenHash: secretHash(token) },
    include: { user: { include: { _count: { select: { accounts: true } } } } },
  });
  const attempt = {
    action: ACTION,
    target: { kind: "user", id: link?.userId ?? "unknown", name: link?.user.name ?? "unknown", clusterId: null },
  };
  if (!link) return refuse(ctx, attempt, new Fault("TokenInvalid", worded("InvitationInvalid")));
  if (link.usedAt) return refuse(ctx, attempt, new Fault("TokenUsed", worded("InvitationUsed")));
  if (link.expiresAt <= ctx.now()) return refuse(ctx, attempt, new Fault("TokenExpired", worded("InvitationTooOld")));
  if (link.user.disabledAt)
    return refuse(ctx, attempt, new Fault("Forbidden", worded("AccountDisabled")), { effect: "deny", policies: ["disabled-may-nothing"] });
  return { link, attempt };
}

/** Who is invited by the secret, for the page that asks for a password. Refused, and audited, for a used, old or unknown one. */
export async function lookAtInvitation(ctx: ServiceContext, token: string): Promise<{ name: string; email: string }> {
  const { link } = await invited(ctx, token);
  return { name: link.user.name, email: link.user.email };
}

/** Gives the invited person the password that they chose. The secret works once, however often it is tried at the same time. */
export async function acceptInvitation(ctx: ServiceContext, signIn: SignIn, token: string, password: string): Promise<void> {
  const { link, attempt } = await invited(ctx, token);
  const { id, name, email } = link.user;
  const hash = await signIn.hashPassword(password);
  await transact(ctx.db, ctx.now, async (unit) => {
    const taken = await unit.tx.invitation.updateMany({ where: { id: link.id, usedAt: null }, data: { usedAt: ctx.now() } });
    if (taken.count === 0) throw new Fault("TokenUsed", worded("InvitationUsed"));
    await unit.tx.user.update({
      where: { id },
      data: { emailVerified: true, accounts: { create: { id: uuid(), accountId: id, providerId: "credential", password: hash } } },
    });
    unit.audit({
      actor: { kind: "user", id, name },
      action: ACTION,
      target: attempt.target,
      outcome: "succeeded",
      reason: null,
      before: { state: link.user._count.accounts > 0 ? "active" : "invited" },
      after: { state: "active", email },
      decision: null,
      requestId: ctx.requestId,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id }, payload: {} });
  });
}
