import { transact } from "@holdfast/db/transact";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, sessionMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { accountThrottle } from "../account-throttle";
import type { SignInSettings as Settings } from "../sign-in";
import { admitPerson, holdProvider } from "./admit-person";
import { type ConfirmedSession, confirmPerson, recordConfirmRefusal } from "./confirm-person";
import { connectPerson, recordConnectRefusal } from "./connect-person";
import { endAddress } from "./end-at-provider";
import { findProvider, oidcClients, type Provider } from "./oidc-client";
import { beginFlow, FLOW_SECONDS, Flow, finishFlow } from "./oidc-flow";
import { OidcRefusal, recordOidcRefusal } from "./oidc-refusal";
import { pagePath } from "./page-path";

/** Beside the settings: whose session a request's headers name. */
type Owner = { readonly id: string; readonly name: string };
type SignInSettings = Settings & { ownerOf(headers: Headers): Promise<ConfirmedSession | null> };

const Key = z.object({ key: z.string().max(63) });

/** Where a provider sends people back to. */
export const redirectUrlOf = (baseUrl: string, key: string): string => `${new URL(baseUrl).origin}/api/auth/oidc/callback/${key}`;

type Context = Parameters<typeof setSessionCookie>[0];
const flowCookie = (ctx: Context) => ctx.context.createAuthCookie("oidc", { maxAge: FLOW_SECONDS });

/** What all three addresses share: the providers, and how a flow is kept between them. */
function flows(settings: SignInSettings) {
  const clientOf = oidcClients(settings);
  const reachable = async (provider: Provider) => {
    try {
      return await clientOf(provider);
    } catch (cause) {
      throw new OidcRefusal("unreachable", null, null, { cause });
    }
  };
  return {
    clientOf,
    async find(key: string): Promise<Provider> {
      const provider = await findProvider(settings.db, key);
      if (!provider) throw new OidcRefusal("absent");
      return provider;
    },
    /** Remembers a flow, hands its state to this browser alone, and tells where to go. */
    async begin(ctx: Context, provider: Provider, about: Pick<Flow, "next" | "connects" | "confirms">): Promise<string> {
      const { url, state, flow } = await beginFlow(
        await reachable(provider),
        provider,
        redirectUrlOf(settings.baseUrl, provider.key),
        about,
      );
      const expiresAt = new Date(settings.now().getTime() + FLOW_SECONDS * 1000);
      await ctx.context.internalAdapter.createVerificationValue({ identifier: `oidc:${state}`, value: JSON.stringify(flow), expiresAt });
      const cookie = flowCookie(ctx);
      await ctx.setSignedCookie(cookie.name, state, ctx.context.secret, cookie.attributes);
      return url.href;
    },
    /** Takes the flow of an answer; it is over then, whatever becomes of it. */
    async take(ctx: Context, state: string, provider: Provider): Promise<Flow> {
      const cookie = flowCookie(ctx);
      const own = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
      ctx.setCookie(cookie.name, "", { ...cookie.attributes, maxAge: 0 });
      if (state === "" || own !== state) throw new OidcRefusal("flow");
      const kept = await ctx.context.internalAdapter.consumeVerificationValue(`oidc:${state}`);
      const flow = kept && Flow.parse(JSON.parse(kept.value));
      if (!flow || flow.providerId !== provider.id) throw new OidcRefusal("flow");
      return flow;
    },
    finish: async (provider: Provider, answer: URL, state: string, flow: Flow) =>
      finishFlow(await reachable(provider), provider, answer, state, flow),
  };
}

type Flows = ReturnType<typeof flows>;

/** The sign-in page, saying why it did not work. */
const refusedAt = (origin: string, code: string, next: string) => `${origin}/sign-in?refused=${code}&next=${encodeURIComponent(next)}`;

/** The password of whoever wants to connect their account, so that a session left open is not enough for another way in. */
async function requirePassword(settings: SignInSettings, ctx: Context, user: Owner, password: string): Promise<void> {
  const throttle = accountThrottle(settings.db, settings.now);
  const key = `password:${user.id}`;
  const seconds = await throttle.secondsToWait(key);
  if (seconds > 0) throw new APIError("TOO_MANY_REQUESTS", {}, { "Retry-After": String(seconds) });
  const account = await settings.db.prisma.account.findFirst({ where: { userId: user.id, providerId: "credential" } });
  if (account?.password && (await ctx.context.password.verify({ hash: account.password, password }))) return throttle.succeeded(key);
  await throttle.failed(key);
  await recordConnectRefusal(settings, user);
  throw new APIError("UNAUTHORIZED", { message: "This is not your password." });
}

/** Runs one step of a flow; what lets nobody in is put on record, and its code is what `refused` makes an answer of. */
async function orRefused<T>(
  settings: SignInSettings,
  key: string,
  work: () => Promise<T>,
  refused: (code: string) => T,
  record: (refusal: OidcRefusal) => Promise<void> = (refusal) => recordOidcRefusal(settings, key, refusal),
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof OidcRefusal)) throw cause;
    const reason = cause.cause instanceof Error ? cause.cause.message : (cause.more ?? undefined);
    settings.log.warn({ outcome: cause.code, reason }, "sign-in by a provider refused");
    await record(cause);
    return refused(cause.code);
  }
}

/** Ends a session again that was begun while its provider was being changed: what ends the provider's sessions may not have seen it. */
async function keepSession({ db, now }: SignInSettings, provider: Provider, id: string): Promise<void> {
  // Not audited: that somebody came in is on record, and so is what ends it.
  await transact(db, now, (unit) => holdProvider(unit, provider)).catch(async (cause: unknown) => {
    await db.prisma.session.deleteMany({ where: { id } });
    throw cause;
  });
}

/** The page to go to after the provider's answer: the one that was wanted, or what says why not. The session's cookie is set on the way. */
async function arrive(settings: SignInSettings, kept: Flows, ctx: Context & { request: Request }, key: string): Promise<string> {
  const { search, searchParams, origin } = new URL(new URL(ctx.request.url).search, redirectUrlOf(settings.baseUrl, key));
  let flow: Flow | null = null;
  const owner = await settings.ownerOf(ctx.request.headers);
  const come = async () => {
    const provider = await kept.find(key);
    const state = searchParams.get("state") ?? "";
    flow = await kept.take(ctx, state, provider);
    const person = await kept.finish(provider, new URL(`${redirectUrlOf(settings.baseUrl, key)}${search}`), state, flow);
    if (flow.confirms !== null) {
      if (owner?.sessionId !== flow.confirms.sessionId) throw new OidcRefusal("flow");
      await confirmPerson(settings, provider, owner, person, flow.confirms.askedAt);
      return `${origin}${flow.next}`;
    }
    if (flow.connects !== null) {
      if (owner?.id !== flow.connects) throw new OidcRefusal("flow");
      await connectPerson(settings, provider, owner, person);
      return `${origin}/settings?connected=${key}`;
    }
    const { id } = await admitPerson(settings, provider, person);
    const session = await ctx.context.internalAdapter.createSession(id, false, { providerId: provider.id });
    const user = await ctx.context.internalAdapter.findUserById(id);
    if (!session || !user) throw new OidcRefusal("disabled");
    await keepSession(settings, provider, session.id);
    await setSessionCookie(ctx, { session, user });
    return `${origin}${flow.next}`;
  };
  const refused = (code: string) => {
    if (flow?.confirms) return `${origin}/settings?unconfirmed=${code}`;
    return flow?.connects ? `${origin}/settings?refused=${code}` : refusedAt(origin, code, flow?.next ?? "/");
  };
  return orRefused(settings, key, come, refused, (refusal) =>
    flow?.confirms && owner ? recordConfirmRefusal(settings, owner, refusal) : recordOidcRefusal(settings, key, refusal),
  );
}

const startQuery = z.object({ next: z.string().optional() });

/** `/oidc/start`: sends the browser to the provider. */
const startEndpoint = (settings: SignInSettings, { find, begin }: Flows) =>
  createAuthEndpoint("/oidc/start/:key", { method: "GET", params: Key, query: startQuery }, async (ctx) => {
    const next = pagePath(ctx.query.next);
    const { key } = ctx.params;
    const { origin, protocol } = new URL(settings.baseUrl);
    // The cookie of the flow has to be of the host that the provider sends back to; this machine has two names.
    const asked = `${protocol}//${ctx.headers?.get("host") ?? ""}`;
    if (asked !== origin && settings.origins.includes(asked))
      throw ctx.redirect(`${origin}/api/auth/oidc/start/${key}?next=${encodeURIComponent(next)}`);
    throw ctx.redirect(
      await orRefused(
        settings,
        key,
        async () => begin(ctx, await find(key), { next, connects: null, confirms: null }),
        (code) => refusedAt(origin, code, next),
      ),
    );
  });

const connectBody = z.object({ password: z.string().min(1).max(128) });

/** `/oidc/connect`: where to send somebody who signed in, and gave their password, to connect their account. */
const connectEndpoint = (settings: SignInSettings, { find, begin }: Flows) =>
  createAuthEndpoint("/oidc/connect/:key", { method: "POST", params: Key, body: connectBody, use: [sessionMiddleware] }, async (ctx) => {
    const { user } = ctx.context.session;
    await requirePassword(settings, ctx, user, ctx.body.password);
    const { key } = ctx.params;
    const start = async () =>
      ctx.json({ url: await begin(ctx, await find(key), { next: "/settings", connects: user.id, confirms: null }) });
    return orRefused(settings, key, start, (code) => {
      throw new APIError("BAD_GATEWAY", { message: code });
    });
  });

const confirmBody = z.object({ next: z.string().max(2000) });

/** `/oidc/confirm`: where to send somebody to sign in anew, for a session of theirs that came by this provider. */
const confirmEndpoint = (settings: SignInSettings, { find, begin }: Flows) =>
  createAuthEndpoint("/oidc/confirm/:key", { method: "POST", params: Key, body: confirmBody, requireHeaders: true }, async (ctx) => {
    const owner = await settings.ownerOf(ctx.headers);
    if (!owner) throw new APIError("UNAUTHORIZED", { message: "Sign in first." });
    const { key } = ctx.params;
    const start = async () => {
      const provider = await find(key);
      const own = { id: owner.sessionId, userId: owner.id, providerId: provider.id };
      if ((await settings.db.prisma.session.count({ where: own })) === 0) throw new OidcRefusal("flow", owner.name);
      const confirms = { sessionId: owner.sessionId, askedAt: settings.now() };
      return ctx.json({ url: await begin(ctx, provider, { next: pagePath(ctx.body.next), connects: null, confirms }) });
    };
    const refused = (code: string): never => {
      throw new APIError("BAD_GATEWAY", { message: code });
    };
    return orRefused(settings, key, start, refused, (refusal) => recordConfirmRefusal(settings, owner, refusal));
  });

/** `/oidc/end`: ends somebody's session at the provider too, where it can be ended; back to the sign-in page in any case. */
const endEndpoint = (settings: SignInSettings, { find, clientOf }: Flows) =>
  createAuthEndpoint("/oidc/end/:key", { method: "GET", params: Key }, async (ctx) => {
    const backTo = `${new URL(settings.baseUrl).origin}/sign-in`;
    const address = await find(ctx.params.key)
      .then(async (provider) => endAddress(await clientOf(provider), backTo))
      .catch(() => null);
    throw ctx.redirect(address?.href ?? backTo);
  });

/** Sign-in by OpenID Connect, as addresses of better-auth: its sessions, cookies and limits, our providers, accounts and records. */
export function oidcSignIn(settings: SignInSettings): BetterAuthPlugin {
  const kept = flows(settings);
  const shown = { where: { isEnabled: true }, select: { key: true, name: true } };
  const orderBy = [{ name: "asc" as const }, { key: "asc" as const }];
  return {
    id: "oidc-sign-in",
    endpoints: {
      oidcProviders: createAuthEndpoint("/oidc/providers", { method: "GET" }, async (ctx) =>
        ctx.json(await settings.db.prisma.identityProvider.findMany({ ...shown, orderBy })),
      ),
      oidcStart: startEndpoint(settings, kept),
      oidcConnect: connectEndpoint(settings, kept),
      oidcConfirm: confirmEndpoint(settings, kept),
      oidcEnd: endEndpoint(settings, kept),
      oidcCallback: createAuthEndpoint("/oidc/callback/:key", { method: "GET", params: Key, requireRequest: true }, async (ctx) => {
        throw ctx.redirect(await arrive(settings, kept, ctx, ctx.params.key));
      }),
    },
  };
}
