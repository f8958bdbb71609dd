import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../../access/refuse";
import type { ServiceContext } from "../../context/service-context";
import { accountThrottle } from "../account-throttle";
import { FRESH_MINUTES } from "../fresh-time";
import { freshnessOf } from "../require-fresh-factor";
import type { SignIn } from "../sign-in";

type Attempt = { readonly action: string; readonly target: AuditTarget };

async function requirePassword(
  ctx: ServiceContext,
  signIn: Pick<SignIn, "isPassword">,
  attempt: Attempt,
  decision: AuditDecision,
  password: string,
): Promise<void> {
  const userId = ctx.actor.id;
  const throttle = accountThrottle(ctx.db, ctx.now);
  const key = `password:${userId}`;
  const seconds = await throttle.secondsToWait(key);
  if (seconds > 0)
    await refuse(ctx, attempt, new Fault("TooManyRequests", worded("PasswordTooOften", { seconds }), { retry: "later" }), decision);
  const account = await ctx.db.prisma.account.findFirst({ where: { userId, providerId: "credential" } });
  if (account?.password && (await signIn.isPassword(account.password, password))) return throttle.succeeded(key);
  await throttle.failed(key);
  await refuse(ctx, attempt, new Fault("TokenInvalid", worded("PasswordWrong")), decision);
}

/**
 * Passes for who gave their second factor in this session a few minutes ago at most; for who has none, with the password, or right after
 * they came in by a provider. A session that was left open is not enough to change the ways into an account, and for who has a factor a
 * password alone is not either: it would add another factor, or take away the one that it cannot give. Else refused, on record, and
 * slowed down like every guess.
 */
export async function requireProof(
  ctx: ServiceContext,
  signIn: Pick<SignIn, "isPassword">,
  attempt: Attempt,
  decision: AuditDecision,
  password: string | null,
): Promise<void> {
  if (password !== null) await requirePassword(ctx, signIn, attempt, decision, password);
  const { id: userId } = ctx.actor;
  const freshness = await freshnessOf(ctx, userId, ctx.sessionId);
  if (freshness === "fresh" || (freshness === "without" && password !== null)) return;
  const after = new Date(ctx.now().getTime() - FRESH_MINUTES * 60_000);
  const began = { id: ctx.sessionId ?? "", userId, createdAt: { gt: after }, providerId: { not: null } };
  if (freshness === "without" && (await ctx.db.prisma.session.count({ where: began })) > 0) return;
  const needed = worded(freshness === "stale" ? "SecondFactorStale" : "ProofMissing", { minutes: FRESH_MINUTES });
  await refuse(ctx, attempt, new Fault("SecondFactorNeeded", needed), decision);
}
