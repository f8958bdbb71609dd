import { createHash, randomBytes } from "node:crypto";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { type NewAccount, newAccount } from "./new-account";
import type { SignIn } from "./sign-in";

const LIFETIME_MS = 60 * 60_000;
const hash = (token: string) => createHash("sha256").update(token).digest("hex");

/** A fresh one-time token for the first admin, good for an hour; null when somebody has an account already. Earlier tokens end. */
export async function issueSetupToken(ctx: ServiceContext): Promise<string | null> {
  if ((await ctx.db.prisma.user.count()) > 0) return null;
  const token = randomBytes(32).toString("base64url");
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.setupLink.deleteMany({ where: { usedAt: null } });
    const expiresAt = new Date(ctx.now().getTime() + LIFETIME_MS);
    await unit.tx.setupLink.create({ data: { id: uuid(), tokenHash: hash(token), expiresAt } });
    unit.audit({
      actor: ctx.actor,
      action: "setup.issue-link",
      target: { kind: "setup", id: "first-admin", name: "first admin", clusterId: null },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { expiresAt: expiresAt.toISOString() },
      decision: null,
      requestId: ctx.requestId,
    });
  });
  return token;
}

/** Makes the first admin by the token. Refused, and audited, for a used, old or unknown token, and once anybody has an account. */
export async function createFirstAdmin(ctx: ServiceContext, signIn: SignIn, token: string, account: NewAccount): Promise<{ id: string }> {
  const attempt = { action: "setup.create-admin", target: { kind: "setup", id: "first-admin", name: account.email, clusterId: null } };
  const link = await ctx.db.prisma.setupLink.findUnique({ where: { tokenHash: hash(token) } });
  if (!link) return refuse(ctx, attempt, new Fault("TokenInvalid", worded("SetupLinkInvalid")));
  if (link.usedAt) return refuse(ctx, attempt, new Fault("TokenUsed", worded("SetupLinkUsed")));
  if (link.expiresAt <= ctx.now()) return refuse(ctx, attempt, new Fault("TokenExpired", worded("SetupLinkTooOld")));
  const write = await newAccount(signIn, account);
  return transact(ctx.db, ctx.now, async (unit) => {
    const taken = await unit.tx.setupLink.updateMany({ where: { id: link.id, usedAt: null }, data: { usedAt: ctx.now() } });
    if (taken.count === 0 || (await unit.tx.user.count()) > 0) throw new Fault("TokenUsed", worded("SetupDone"));
    const { id } = await write(unit.tx);
    await unit.tx.grant.create({ data: { id: uuid(), userId: id, role: "admin", selector: {}, grantedById: id } });
    // A new installation begins with it; an admin may say otherwise.
    await unit.tx.failoverLimit.update({ where: { id: 1 }, data: { approversNeedFactor: true } });
    unit.audit({
      actor: { kind: "user", id, name: account.name },
      action: attempt.action,
      target: { ...attempt.target, id },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { email: account.email, name: account.name, role: "admin", approversNeedFactor: true },
      decision: null,
      requestId: ctx.requestId,
    });
    return { id };
  });
}
