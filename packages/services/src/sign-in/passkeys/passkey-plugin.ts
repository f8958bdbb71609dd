import type { AuditRecord } from "@holdfast/contracts/audit";
import { Fault } from "@holdfast/contracts/fault";
import { PasskeyAnswer } from "@holdfast/contracts/passkey";
import { transact } from "@holdfast/db/transact";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { v7 as uuid } from "uuid";
import { auditRefusal } from "../../access/audit-refusal";
import type { SignInSettings } from "../sign-in";
import type { RelyingParty } from "./relying-party";
import { askForPasskey, type ProvenPasskey, verifyPasskey } from "./verify-passkey";

/** Puts a sign-in by a passkey on record; `passkey` is null where it let nobody in. */
async function record({ db, now }: SignInSettings, passkey: ProvenPasskey | null, reason: string | null): Promise<void> {
  const { id, name } = reason === null && passkey ? passkey.user : { id: "anonymous", name: passkey?.user.email ?? "unknown" };
  await transact(db, now, async (unit) => {
    const entry: AuditRecord = {
      actor: { kind: reason === null ? "user" : "anonymous", id, name },
      action: "session.create",
      target: { kind: "session", id, name, clusterId: null },
      outcome: reason === null ? "succeeded" : "refused",
      reason,
      before: null,
      after: reason === null && passkey ? { passkey: passkey.name } : null,
      decision: null,
      requestId: uuid(),
    };
    if (reason === null) unit.audit(entry);
    else await auditRefusal(unit, entry, now());
  });
}

/**
 * Sign-in by a passkey, as two addresses of better-auth. The holder was verified by the device, so it stands for password and second
 * factor at once, and is fresh for what asks for one.
 */
export function passkeySignIn(settings: SignInSettings, party: RelyingParty | null): BetterAuthPlugin {
  const known = () => {
    if (!party) throw new APIError("NOT_FOUND", { message: "Browsers take no passkey at the console's address." });
    return party;
  };
  return {
    id: "passkey-sign-in",
    endpoints: {
      passkeyBegin: createAuthEndpoint("/passkey/begin", { method: "POST" }, async (ctx) =>
        ctx.json(await askForPasskey(settings, known(), "sign-in", null)),
      ),
      passkeyFinish: createAuthEndpoint("/passkey/finish", { method: "POST", body: PasskeyAnswer }, async (ctx) => {
        const passkey = await verifyPasskey(settings, known(), "sign-in", null, ctx.body).catch((cause: unknown) => {
          if (cause instanceof Fault) return null;
          throw cause;
        });
        const reason = passkey === null ? "the passkey was not the right one" : passkey.user.disabledAt ? "the account is disabled" : null;
        await record(settings, passkey, reason);
        if (passkey === null) throw new APIError("UNAUTHORIZED", { message: "This passkey was not taken." });
        if (reason !== null) throw new APIError("FORBIDDEN", { message: "This account is disabled. Ask an admin." });
        const session = await ctx.context.internalAdapter.createSession(passkey.user.id);
        const user = await ctx.context.internalAdapter.findUserById(passkey.user.id);
        if (!session || !user) throw new APIError("FORBIDDEN", { message: "This account is disabled. Ask an admin." });
        await settings.db.prisma.session.update({ where: { id: session.id }, data: { secondFactorAt: settings.now() } });
        await setSessionCookie(ctx, { session, user });
        return ctx.json({});
      }),
    },
  };
}
