import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import Provider, { type Configuration } from "oidc-provider";

/** Somebody whom the identity server knows. `claims` are told beside the subject. */
export interface ServerPerson {
  readonly sub: string;
  claims: Record<string, unknown>;
}

/** How an ID token is changed before it is handed out: its claims, and the key that signs it; and what happens before it is. */
export interface Tampering {
  readonly meanwhile?: () => Promise<void>;
  readonly claims?: Record<string, unknown>;
  readonly signedBy?: "own key" | "unknown key";
}

/** A real OpenID Connect server (oidc-provider) on this machine, with a page on which one chooses whom to be. */
export interface IdentityServer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly people: Map<string, ServerPerson>;
  /** What is done to the ID tokens from now on; null for nothing. */
  tamper(tampering: Tampering | null): void;
  close(): Promise<void>;
}

const SCOPES = "openid email profile groups";

function settings(
  client: { clientId: string; clientSecret: string; redirectUrls: readonly string[] },
  people: ReadonlyMap<string, ServerPerson>,
  key: object,
): Configuration {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [...client.redirectUrls],
        post_logout_redirect_uris: client.redirectUrls.map((url) => `${new URL(url).origin}/sign-in`),
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ["only-for-tests"] },
    scopes: SCOPES.split(" "),
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/choose/${interaction.uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_ctx, sub) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...person.claims }) };
    },
    // Nobody is asked for a consent: the client is the house's own.
    async loadExistingGrant(ctx) {
      const { client: asking, session, provider } = ctx.oidc;
      if (!asking || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
  };
}

const page = (people: Iterable<ServerPerson>) => `<!doctype html><html lang="en"><title>Identity server</title><main><h1>Who are you?</h1>
<form method="post">${[...people].map(({ sub }) => `<button name="sub" value="${encodeURIComponent(sub)}">${encodeURIComponent(sub)}</button>`).join(" ")}</form></main></html>`;

async function choose(provider: Provider, people: ReadonlyMap<string, ServerPerson>, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== "POST") return void response.setHeader("content-type", "text/html").end(page(people.values()));
  let body = "";
  for await (const chunk of request) body += chunk;
  const accountId = new URLSearchParams(body).get("sub") ?? "";
  await provider.interactionFinished(request, response, { login: { accountId, remember: false } }, { mergeWithLastSubmission: false });
}

/** Starts one for a client that is sent back to these addresses. */
export async function anIdentityServer(redirectUrls: readonly string[]): Promise<IdentityServer> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { clientId: "holdfast", clientSecret: "a-secret-of-the-client", redirectUrls };
  const people = new Map<string, ServerPerson>();
  const [own, other] = await Promise.all([generateKeyPair("RS256", { extractable: true }), generateKeyPair("RS256")]);
  const key = { ...(await exportJWK(own.privateKey)), kid: "own", alg: "RS256", use: "sig" };
  const provider = new Provider(issuer, settings(client, people, key));
  let tampering: Tampering | null = null;
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === "/token") await tampering?.meanwhile?.();
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.path !== "/token" || tampering === null || typeof body?.id_token !== "string") return;
    const isOwn = tampering.signedBy !== "unknown key";
    ctx.body = {
      ...body,
      id_token: await new SignJWT({ ...decodeJwt(body.id_token), ...tampering.claims })
        .setProtectedHeader({ alg: "RS256", kid: isOwn ? "own" : "unknown" })
        .sign(isOwn ? own.privateKey : other.privateKey),
    };
  });
  const serve = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/choose/")) void choose(provider, people, request, response).catch(() => response.writeHead(400).end());
    else void serve(request, response);
  });
  return {
    ...{ issuer, people },
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    tamper: (next) => {
      tampering = next;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
