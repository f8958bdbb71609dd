import { Fault } from "@holdfast/contracts/fault";
import type { PasskeyAnswer, PasskeyQuestion } from "@holdfast/contracts/passkey";
import { transact } from "@holdfast/db/transact";
import { authorise } from "../../access/authorise";
import { refuse } from "../../access/refuse";
import type { ServiceContext } from "../../context/service-context";
import type { SignIn } from "../sign-in";
import { partyOf } from "./own-passkeys";
import { askForPasskey, verifyPasskey } from "./verify-passkey";

const ACTION = "second-factor.confirm";

const attemptOf = (ctx: ServiceContext) => ({
  action: ACTION,
  target: { kind: "session", id: ctx.actor.id, name: ctx.actor.name, clusterId: null },
});

/** Begins to take a passkey of the caller for what asks for a fresh second factor: what the browser is to be asked. */
export async function askToConfirm(ctx: ServiceContext, signIn: Pick<SignIn, "party">): Promise<PasskeyQuestion> {
  await authorise(ctx, { permission: "self:manage", ...attemptOf(ctx) });
  return askForPasskey(ctx, partyOf(signIn), "confirm", ctx.actor.id);
}

/** Takes a passkey of the caller for what asks for a fresh second factor. A wrong answer is on record. */
export async function confirmByPasskey(ctx: ServiceContext, signIn: Pick<SignIn, "party">, answer: PasskeyAnswer): Promise<void> {
  const attempt = attemptOf(ctx);
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  const passkey = await verifyPasskey(ctx, partyOf(signIn), "confirm", ctx.actor.id, answer).catch((cause: unknown) => {
    if (cause instanceof Fault) return refuse(ctx, attempt, cause, decision);
    throw cause;
  });
  await transact(ctx.db, ctx.now, async (unit) => {
    const at = ctx.now();
    if (ctx.sessionId !== undefined) await unit.tx.session.update({ where: { id: ctx.sessionId }, data: { secondFactorAt: at } });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: null,
      after: { secondFactorAt: at.toISOString(), passkey: passkey.name },
    });
  });
}
