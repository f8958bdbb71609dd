import type { Log } from "@holdfast/contracts/log-fields";
import { MIN_PASSWORD_LENGTH } from "@holdfast/contracts/session";
import type { Database } from "@holdfast/db/database";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { z } from "zod";
import type { Sealer } from "../pki/sealer";
import { guardWaysIn } from "./guard-ways-in";
import { providerOf, withAlso } from "./leave-provider";
import { hasEndAddress } from "./oidc/end-at-provider";
import { PROVIDER_SESSION_HOURS } from "./oidc/map-groups";
import { oidcClients } from "./oidc/oidc-client";
import { oidcSignIn, redirectUrlOf } from "./oidc/oidc-plugin";
import { passkeySignIn } from "./passkeys/passkey-plugin";
import { type RelyingParty, relyingParty } from "./passkeys/relying-party";
import { hasSecondFactor, recordFactorChange, recordFactorRefusal, recordFactorSignIn } from "./record-second-factor";
import { recordSignOut } from "./record-sign-out";
import { signInHooks } from "./sign-in-hooks";

/** What sign-in needs to know of the installation. */
export interface SignInSettings {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Log;
  /** Where people reach the console. */
  readonly baseUrl: string;
  /** The origins that its pages may be served from: that of `baseUrl`, and for a loopback one its other names. */
  readonly origins: readonly string[];
  readonly secret: string;
  /** Keeps the secrets of identity providers. */
  readonly sealer: Sealer;
}

/** A signed-in person. */
export interface SignedIn {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

/** better-auth over our store, as narrow as we use it. */
export interface SignIn {
  /** The console as browsers make passkeys for it; null where they make none. */
  readonly party: RelyingParty | null;
  /** Serves everything below /api/auth. */
  handle(request: Request): Promise<Response>;
  /** The session that the headers' cookie names, read from the store each time: a revoked one is gone at once. */
  sessionOf(headers: Headers): Promise<SignedIn | null>;
  hashPassword(password: string): Promise<string>;
  /** Whether this is the password that was hashed. */
  isPassword(hash: string, password: string): Promise<boolean>;
  /** A secret as the row of this id may keep it. */
  seal: Sealer["seal"];
  /** Where an identity provider of this key sends people back to. */
  redirectUrl(key: string): string;
  /** Whether this is the code that the authenticator of the headers' session shows now. */
  isCodeRight(headers: Headers, code: string): Promise<boolean>;
}

const BASE_PATH = "/api/auth";
/** What of the library's is served. The rest would change accounts and sessions without our audit, or list the tokens of sessions. */
const SERVED = new Set([
  "/sign-in/email",
  "/sign-out",
  "/get-session",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/oidc/providers",
  "/passkey/begin",
  "/passkey/finish",
]);
/** Sign-in by an identity provider of a key. */
const OIDC = /^\/oidc\/(start|callback|connect|confirm|end)\/[a-z0-9-]{1,63}$/;

const DAY_SECONDS = 86_400;
const SESSIONS = {
  expiresIn: DAY_SECONDS / 2,
  updateAge: DAY_SECONDS / 24,
  cookieCache: { enabled: false },
  additionalFields: { providerId: { type: "string", required: false, input: false } },
} as const;
/** How often one address may try each way in. */
const LIMITS = {
  // Every page that is opened asks for its own session, and is told of no other.
  "/get-session": { window: 60, max: 1200 },
  "/sign-in/email": { window: 60, max: 20 },
  "/passkey/*": { window: 60, max: 30 },
  "/oidc/start/*": { window: 60, max: 30 },
  "/oidc/callback/*": { window: 60, max: 30 },
};

/** The session and the user that the library's answer to a finished sign-in names. */
const Finished = z.object({ token: z.string(), user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/**
 * Lets the library answer about second factors, and puts on record what changed by it: a factor in or out of use for who is signed in,
 * a sign-in finished or refused for who has given the password only.
 */
async function withFactorRecord(
  settings: SignInSettings,
  session: SignedIn | null,
  path: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const before = session && (await hasSecondFactor(settings, session.user.id));
  const response = await answer();
  if (session) {
    const after = await hasSecondFactor(settings, session.user.id);
    if (after !== before) await recordFactorChange(settings, session, after);
  } else if (response.ok) {
    const { user, token } = Finished.parse(await response.clone().json());
    const isByCode = path === "/two-factor/verify-totp";
    await recordFactorSignIn(settings, user, isByCode ? "authenticator" : "recovery code");
    // Who lost the device puts another in its place by this: there is no code of it that they could give.
    if (!isByCode) await settings.db.prisma.session.updateMany({ where: { token }, data: { secondFactorAt: settings.now() } });
  } else await recordFactorRefusal(settings, `the second factor was refused (${response.status})`);
  return response;
}

/** Whether a session that came by an identity provider has to be begun anew, so that the groups are read again. */
const isOver = (session: { createdAt: Date; providerId?: string | null }, now: Date): boolean =>
  Boolean(session.providerId) && now.getTime() - session.createdAt.getTime() > PROVIDER_SESSION_HOURS * 3_600_000;

const ownerOf = (session: SignedIn | null) => session && { ...session.user, sessionId: session.sessionId };

/** Sets up sign-in. Nobody can sign themselves up: accounts are made by verbs of ours, which audit them. */
export function createSignIn(settings: SignInSettings): SignIn {
  const party = relyingParty(settings.baseUrl);
  const clientOf = oidcClients(settings);
  const auth = betterAuth({
    appName: "Holdfast",
    baseURL: settings.baseUrl,
    secret: settings.secret,
    trustedOrigins: [...settings.origins],
    database: prismaAdapter(settings.db.prisma, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD_LENGTH, revokeSessionsOnPasswordReset: true },
    session: SESSIONS,
    rateLimit: { enabled: true, storage: "database", window: 60, max: 300, customRules: LIMITS },
    advanced: { cookiePrefix: "holdfast", defaultCookieAttributes: { sameSite: "lax", httpOnly: true } },
    logger: {
      disabled: false,
      level: "warn",
      log: (level, message) => settings.log[level === "error" ? "error" : "warn"]({ reason: message }, "sign-in library"),
    },
    onAPIError: {
      onError: (cause) => settings.log.warn({ reason: cause instanceof Error ? cause.message : "unknown" }, "sign-in call refused"),
    },
    ...signInHooks(settings),
    plugins: [
      twoFactor({ issuer: "Holdfast", allowPasswordless: true }),
      passkeySignIn(settings, party),
      oidcSignIn({ ...settings, ownerOf: async (headers) => ownerOf(await sessionOf(headers)) }),
    ],
  });
  const sessionOf: SignIn["sessionOf"] = async (headers) => {
    const found = await auth.api.getSession({ headers, query: { disableCookieCache: true } });
    if (!found || isOver(found.session, settings.now())) return null;
    const { id, name, email } = found.user;
    return { sessionId: found.session.id, expiresAt: found.session.expiresAt, user: { id, name, email } };
  };
  return {
    party,
    sessionOf,
    async handle(request) {
      // The library's own Origin check depends on its environment and on the cookies sent; this one depends on nothing.
      if (request.method !== "GET" && !settings.origins.includes(request.headers.get("origin") ?? ""))
        return Response.json({ message: "This call must come from the console's own pages." }, { status: 403 });
      const path = new URL(request.url).pathname.slice(BASE_PATH.length);
      if (!SERVED.has(path) && !OIDC.test(path)) return Response.json({ message: "There is nothing at this address." }, { status: 404 });
      const isAboutWays = path.startsWith("/two-factor/") || path.startsWith("/oidc/connect/");
      const session = isAboutWays ? await sessionOf(request.headers) : null;
      const refused = await guardWaysIn(settings, session, path);
      if (refused) return refused;
      if (path.startsWith("/two-factor/")) return withFactorRecord(settings, session, path, () => auth.handler(request));
      const leaving = path === "/sign-out" ? await sessionOf(request.headers) : null;
      const by = leaving && (await providerOf(settings, leaving.sessionId));
      const response = await auth.handler(request);
      if (!leaving || !response.ok) return response;
      await recordSignOut(settings, leaving);
      // The session is over here; whether it can be ended at the provider too is told beside.
      return by && (await hasEndAddress(clientOf, by)) ? withAlso(response, by.key) : response;
    },
    seal: (text, owner) => settings.sealer.seal(text, owner),
    redirectUrl: (key) => redirectUrlOf(settings.baseUrl, key),
    isCodeRight: (headers, code) =>
      auth.api.verifyTOTP({ headers, body: { code } }).then(
        () => true,
        (cause) => {
          if (cause instanceof APIError) return false;
          throw cause;
        },
      ),
    isPassword: async (hash, password) => (await auth.$context).password.verify({ hash, password }),
    hashPassword: async (password) => (await auth.$context).password.hash(password),
  };
}
