import type { AuditActor, AuditRecord } from "@holdfast/contracts/audit";
import { transact } from "@holdfast/db/transact";
import type { BetterAuthOptions } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { v7 as uuid } from "uuid";
import { auditRefusal } from "../access/audit-refusal";
import { accountThrottle } from "./account-throttle";
import type { SignInSettings } from "./sign-in";
import { isFirstUse, wasUsed } from "./used-code";

const emailOf = (body: unknown): string => {
  const email = (body as { email?: unknown } | undefined)?.email;
  return typeof email === "string" ? email.slice(0, 200) : "";
};

const VERIFY_CODE = "/two-factor/verify-totp";

const codeIn = (body: unknown): string => {
  const code = (body as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code.slice(0, 20) : "";
};

/** As the library refuses a wrong one: who guesses learns nothing from the difference. */
const usedAlready = () => new APIError("UNAUTHORIZED", { message: "Invalid code", code: "INVALID_CODE" });

/** Whom a sign-in that waits for its second factor is of; undefined where there is none. */
async function waitingUser(ctx: Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]): Promise<string | undefined> {
  const { name } = ctx.context.createAuthCookie("two_factor");
  const waiting = await ctx.getSignedCookie(name, ctx.context.secret);
  return waiting ? (await ctx.context.internalAdapter.findVerificationValue(waiting))?.value : undefined;
}

/**
 * What better-auth does is not in our transactions, so its sign-ins are audited right after them, and a
 * disabled person gets no session (docs/adr/0008).
 */
export function signInHooks({ db, now, log }: SignInSettings): Pick<BetterAuthOptions, "hooks" | "databaseHooks"> {
  const throttle = accountThrottle(db, now);
  const write = (actor: AuditActor, action: string, outcome: "succeeded" | "refused", reason: string | null) =>
    transact(db, now, async (unit) => {
      const record: AuditRecord = {
        actor,
        action,
        target: { kind: "session", id: actor.id, name: actor.name, clusterId: null },
        outcome,
        reason,
        before: null,
        after: null,
        decision: null,
        requestId: uuid(),
      };
      if (outcome === "refused") await auditRefusal(unit, record, now());
      else unit.audit(record);
    });
  return {
    databaseHooks: {
      session: {
        create: {
          async before(session, call) {
            const user = await db.prisma.user.findUnique({ where: { id: session.userId }, select: { disabledAt: true } });
            if (!user || user.disabledAt) throw new APIError("FORBIDDEN", { message: "This account is disabled. Ask an admin." });
            if (call?.path !== VERIFY_CODE) return;
            // The code that takes a factor into use makes a session too, but lets nobody in.
            const isInUse = (await db.prisma.twoFactor.count({ where: { userId: session.userId, verified: true } })) > 0;
            if (isInUse && !(await isFirstUse(db.prisma, session.userId, codeIn(call.body), now()))) throw usedAlready();
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        // A device that is trusted for weeks would be a second factor that nobody gives.
        if (ctx.path.startsWith("/two-factor/") && (ctx.body as { trustDevice?: unknown } | undefined)?.trustDevice)
          throw new APIError("BAD_REQUEST", { message: "No device is trusted for longer than its session." });
        if (ctx.path === VERIFY_CODE) {
          const userId = await waitingUser(ctx);
          if (userId !== undefined && (await wasUsed(db.prisma, userId, codeIn(ctx.body), now()))) throw usedAlready();
        }
        if (ctx.path !== "/sign-in/email") return;
        const seconds = await throttle.secondsToWait(emailOf(ctx.body));
        if (seconds > 0)
          throw new APIError(
            "TOO_MANY_REQUESTS",
            { message: `Too many failed sign-ins. Try again in ${seconds} s.` },
            { "Retry-After": String(seconds) },
          );
      }),
      after: createAuthMiddleware(async (ctx) => {
        if (ctx.path === "/sign-in/email") {
          const email = emailOf(ctx.body);
          const session = ctx.context.newSession;
          if (session) {
            await throttle.succeeded(email);
            // Who has a second factor is not in yet: what becomes of it is recorded when it is given.
            const isHalf = (session.user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true;
            if (!isHalf) await write({ kind: "user", id: session.user.id, name: session.user.name }, "session.create", "succeeded", null);
          } else {
            await throttle.failed(email);
            const reason = ctx.context.returned instanceof APIError ? String(ctx.context.returned.body?.message ?? "refused") : "refused";
            await write(
              { kind: "anonymous", id: "anonymous", name: email || "unknown" },
              "session.create",
              "refused",
              reason.slice(0, 200),
            );
            log.warn({ outcome: "refused" }, "sign-in refused");
          }
        }
      }),
    },
  };
}
