import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { accountThrottle } from "./account-throttle";
import type { SignIn } from "./sign-in";
import { isFirstUse } from "./used-code";

const ACTION = "second-factor.confirm";

/**
 * Takes a code of the caller's authenticator, for what asks for one again. Wrong codes are on record, and after five in a minute the
 * next has to wait.
 */
export async function confirmSecondFactor(ctx: ServiceContext, signIn: SignIn, headers: Headers, code: string): Promise<void> {
  const target = { kind: "session", id: ctx.actor.id, name: ctx.actor.name, clusterId: null };
  const attempt = { action: ACTION, target };
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  const { prisma } = ctx.db;
  const user = await prisma.user.findUnique({ where: { id: ctx.actor.id }, select: { twoFactorEnabled: true } });
  if (!user?.twoFactorEnabled) return refuse(ctx, attempt, new Fault("WrongPhase", worded("SecondFactorMissing")), decision);
  const throttle = accountThrottle(ctx.db, ctx.now);
  const key = `second-factor:${ctx.actor.id}`;
  const seconds = await throttle.secondsToWait(key);
  if (seconds > 0)
    return refuse(ctx, attempt, new Fault("TooManyRequests", worded("SecondFactorTooOften", { seconds }), { retry: "later" }), decision);
  if (!(await signIn.isCodeRight(headers, code))) {
    await throttle.failed(key);
    return refuse(ctx, attempt, new Fault("TokenInvalid", worded("SecondFactorWrong")), decision);
  }
  await throttle.succeeded(key);
  const isConfirmed = await transact(ctx.db, ctx.now, async (unit) => {
    const at = ctx.now();
    if (!(await isFirstUse(unit.tx, ctx.actor.id, code, at))) return false;
    if (ctx.sessionId !== undefined) await unit.tx.session.update({ where: { id: ctx.sessionId }, data: { secondFactorAt: at } });
    unit.audit({
      actor: ctx.actor,
      action: ACTION,
      target,
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { secondFactorAt: at.toISOString() },
      decision,
      requestId: ctx.requestId,
    });
    return true;
  });
  if (!isConfirmed) await refuse(ctx, attempt, new Fault("TokenInvalid", worded("SecondFactorUsed")), decision);
}
