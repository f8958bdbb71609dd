import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { accountThrottle } from "./account-throttle";
import type { SignIn } from "./sign-in";

const ACTION = "second-factor.confirm";

/** Longer than a code is taken for: its half minute, and the one on either side for clocks that differ. */
const CODE_LIVES_MS = 120_000;

/** Notes that the caller's code was used; false when it was before, by whoever looked over a shoulder, or at the same moment. */
async function isFirstUse(ctx: ServiceContext, tx: Prisma.TransactionClient, code: string, at: Date): Promise<boolean> {
  const { count } = await tx.twoFactor.updateMany({
    where: {
      userId: ctx.actor.id,
      OR: [{ usedCode: null }, { usedCode: { not: code } }, { usedAt: { lt: new Date(at.getTime() - CODE_LIVES_MS) } }],
    },
    data: { usedCode: code, usedAt: at },
  });
  return count > 0;
}

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
    if (!(await isFirstUse(ctx, unit.tx, code, at))) return false;
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
