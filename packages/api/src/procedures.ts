// The only place where procedures are made: a permission is an argument, so a procedure without one does not compile.
import { Fault, type FaultView, faultView } from "@holdfast/contracts/fault";
import type { Permission, sessionOnly } from "@holdfast/contracts/permissions";
import { worded } from "@holdfast/contracts/worded";
import { refuseWithoutSession } from "@holdfast/services/access/refuse-without-session";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { askedBy } from "@holdfast/services/live/asked-by";
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError } from "zod";
import { secondsToWait } from "./bearer-rate";
import { faultCodes } from "./fault-codes";
import { callerContext, type RequestContext, requestContext } from "./request-context";

const t = initTRPC.context<RequestContext>().create({
  transformer: superjson,
  sse: { ping: { enabled: true, intervalMs: 5000 }, client: { reconnectAfterInactivityMs: 15_000 }, maxDurationMs: 30 * 60_000 },
  errorFormatter({ shape, error, ctx }) {
    const { cause } = error;
    const { code, httpStatus, path } = shape.data;
    const fault: FaultView | null = cause instanceof Fault ? faultView(cause) : null;
    // A stream throws after the middleware has answered, so what it throws comes here as it is: nobody wrote it for a reader.
    const message = fault === null && code === "INTERNAL_SERVER_ERROR" ? worded("InternalFailure").message : shape.message;
    return { ...shape, message, data: { code, httpStatus, path, fault, requestId: ctx?.requestId ?? null } };
  },
});

/** A table of contents of procedures. */
export const router = t.router;

/** Turns whatever was thrown into a fault; what nobody expected becomes `Internal`, and only its reference is told. */
function asFault(error: TRPCError): Fault {
  const { cause } = error;
  if (cause instanceof Fault) return cause;
  if (cause instanceof ZodError && error.code === "BAD_REQUEST")
    return new Fault(
      "InvalidInput",
      cause.issues
        .map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`)
        .join("; ")
        .slice(0, 2000),
    );
  if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR") return new Fault("InvalidInput", worded("RequestUnreadable"));
  return new Fault("Internal", worded("InternalFailure"), {
    cause: error,
    retry: "later",
  });
}

const observed = t.middleware(async ({ ctx, path, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const fault = result.ok ? null : asFault(result.error);
  const fields = {
    procedure: path,
    "request.id": ctx.requestId,
    "actor.id": (ctx.session ?? ctx.bearer)?.user.id ?? "",
    outcome: fault?.code ?? "ok",
    durationMs: Math.round(performance.now() - startedAt),
  };
  if (!fault) return result;
  if (fault.code === "Internal") ctx.platform.log.error({ ...fields, err: fault.cause }, "request failed");
  else ctx.platform.log.info(fields, "request refused");
  throw new TRPCError({ code: faultCodes[fault.code], message: fault.message, cause: fault });
});

/** A question that took longer is answered only to who may still ask it: a right that ended meanwhile is gone within two seconds. */
const SLOW_MS = 1500;

/** Reads anew who asks, and passes when they still may. */
async function requireStill({ platform, headers }: RequestContext, permission: Permission, path: string): Promise<void> {
  const as = callerContext(await requestContext(platform, headers));
  if (!as) throw new Fault("Unauthenticated", worded("SessionEnded"));
  await requireSomewhere(as, permission, path);
}

/**
 * A procedure that needs a permission. Without a session it is refused, with one that holds the permission nowhere too; the
 * verb behind it asks again about the very thing. `ctx.as` is the services' context, `ctx.platform` the process.
 */
export const procedure = (permission: Permission) =>
  t.procedure.use(observed).use(async ({ ctx, path, type, next }) => {
    const as = callerContext(ctx);
    if (!as) throw new Fault("Unauthenticated", worded(ctx.headers.has("authorization") ? "BearerInvalid" : "SignInFirst"));
    const seconds = ctx.bearer ? secondsToWait(ctx.bearer.tokenId, performance.now()) : 0;
    if (seconds > 0) throw new Fault("TooManyRequests", worded("TokenTooFast", { seconds }), { retry: "later" });
    await requireSomewhere(as, permission, path);
    const startedAt = performance.now();
    const platform = { ...ctx.platform, live: askedBy(ctx.platform.live, as.actor.id) };
    const result = await next({ ctx: { ...ctx, platform, as } });
    if (type === "query" && performance.now() - startedAt > SLOW_MS) await requireStill(ctx, permission, path);
    return result;
  });

/**
 * A procedure for people who signed in, never for a program with a token: what decides about identities, and a second person's yes.
 * `ctx.session` is the session that asks.
 */
export const sessionProcedure = (permission: (typeof sessionOnly)[number]) =>
  procedure(permission).use(async ({ ctx, path, next }) => {
    if (!ctx.session) return refuseWithoutSession(ctx.as, permission, path);
    return next({ ctx: { ...ctx, session: ctx.session } });
  });
