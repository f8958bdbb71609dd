import { Fault } from "@holdfast/contracts/fault";
import type { ChangePassword } from "@holdfast/contracts/session";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../access/authorise";
import { refuse } from "../access/refuse";
import type { ServiceContext } from "../context/service-context";
import { accountThrottle } from "./account-throttle";
import type { SignIn } from "./sign-in";

const ACTION = "password.change";

/**
 * Gives the caller another password, for the one that they have, and signs them out everywhere else. A wrong password is on record,
 * and after five in a minute the next has to wait. Returns how many sessions have ended.
 */
export async function changePassword(ctx: ServiceContext, signIn: SignIn, { current, next }: ChangePassword): Promise<{ ended: number }> {
  const userId = ctx.actor.id;
  const attempt = { action: ACTION, target: { kind: "user", id: userId, name: ctx.actor.name, clusterId: null } };
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  const throttle = accountThrottle(ctx.db, ctx.now);
  const key = `password:${userId}`;
  const seconds = await throttle.secondsToWait(key);
  if (seconds > 0)
    return refuse(ctx, attempt, new Fault("TooManyRequests", worded("PasswordTooOften", { seconds }), { retry: "later" }), decision);
  const account = await ctx.db.prisma.account.findFirst({ where: { userId, providerId: "credential" } });
  if (!account?.password || !(await signIn.isPassword(account.password, current))) {
    await throttle.failed(key);
    return refuse(ctx, attempt, new Fault("TokenInvalid", worded("PasswordWrong")), decision);
  }
  if (current === next) throw new Fault("InvalidInput", worded("PasswordSame"));
  await throttle.succeeded(key);
  const password = await signIn.hashPassword(next);
  return transact(ctx.db, ctx.now, async (unit) => {
    // Somebody else with the old one, at the same moment, comes too late.
    const { count } = await unit.tx.account.updateMany({ where: { id: account.id, password: account.password }, data: { password } });
    if (count === 0) throw new Fault("VersionConflict", worded("PasswordChangedMeanwhile"));
    const others = ctx.sessionId === undefined ? {} : { id: { not: ctx.sessionId } };
    const ended = await unit.tx.session.deleteMany({ where: { userId, ...others } });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { otherSessions: ended.count },
      after: { otherSessions: 0 },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    unit.wake({ topic: "access", key: userId });
    return { ended: ended.count };
  });
}
