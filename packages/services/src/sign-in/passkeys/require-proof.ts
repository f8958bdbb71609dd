import type { AuditDecision, AuditTarget } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { refuse } from "../../access/refuse";
import type { ServiceContext } from "../../context/service-context";
import { accountThrottle } from "../account-throttle";
import { FRESH_MINUTES } from "../require-fresh-factor";
import type { SignIn } from "../sign-in";

/**
 * Passes for the caller's password; without one for who gave a second factor in this session, or began it, a few minutes ago at most. A
 * session that was left open is not enough to add another way in. Else refused, on record, and slowed down like every guess.
 */
export async function requireProof(
  ctx: ServiceContext,
  signIn: Pick<SignIn, "isPassword">,
  attempt: { readonly action: string; readonly target: AuditTarget },
  decision: AuditDecision,
  password: string | null,
): Promise<void> {
  const userId = ctx.actor.id;
  if (password === null) {
    const after = new Date(ctx.now().getTime() - FRESH_MINUTES * 60_000);
    const fresh = { OR: [{ secondFactorAt: { gt: after } }, { createdAt: { gt: after }, providerId: { not: null } }] };
    const session =
      ctx.sessionId === undefined ? null : await ctx.db.prisma.session.findFirst({ where: { id: ctx.sessionId, userId, ...fresh } });
    if (!session) await refuse(ctx, attempt, new Fault("SecondFactorNeeded", worded("ProofMissing", { minutes: FRESH_MINUTES })), decision);
    return;
  }
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
