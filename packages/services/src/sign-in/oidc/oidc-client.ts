import { GroupMapping } from "@holdfast/contracts/identity-provider";
import type { Database } from "@holdfast/db/database";
import * as oidc from "openid-client";
import { z } from "zod";
import type { SignInSettings } from "../sign-in";
import { boundedFetch } from "./bounded-fetch";
import { openClientSecret } from "./client-secret";

/** A provider as a sign-in needs it. */
export interface Provider {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** As the store keeps it: sealed. */
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly groupsClaim: string;
  readonly emailDomains: readonly string[];
  readonly admitsNew: boolean;
  readonly mappings: readonly GroupMapping[];
  readonly version: number;
}

/** The provider of a key that people may sign in with now; null for none. */
export async function findProvider(db: Database, key: string): Promise<Provider | null> {
  const row = await db.prisma.identityProvider.findFirst({ where: { key, isEnabled: true } });
  return row && { ...row, mappings: z.array(GroupMapping).parse(row.mappings) };
}

const DEADLINE_SECONDS = 8;
const KEPT_MS = 5 * 60_000;
/** How far the provider's clock may be from ours. */
const SKEW_SECONDS = 10;

/** The client's secret in the way that the provider says that it takes; the one of the standard when it says nothing. */
const inTheirWay =
  (secret: string): oidc.ClientAuth =>
  (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const way = ways.includes("client_secret_basic") ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret);
    return way(server, client, body, headers);
  };

/** Asks a provider what it is, by its own description, and checks that it is the one of this issuer. Rejects when it is away or another. */
export function discoverProvider(issuer: string, clientId: string, secret: string): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  return oidc.discovery(url, clientId, { client_secret: secret, [oidc.clockTolerance]: SKEW_SECONDS }, inTheirWay(secret), {
    timeout: DEADLINE_SECONDS,
    [oidc.customFetch]: boundedFetch(url),
    // The signature of an ID token is checked even where it came over TLS from the provider itself.
    execute: [oidc.enableNonRepudiationChecks, ...(url.protocol === "http:" ? [oidc.allowInsecureRequests] : [])],
  });
}

/** Configurations of providers, each asked for again after a few minutes and whenever its settings have changed. */
export function oidcClients(
  settings: Pick<SignInSettings, "db" | "sealer" | "secret">,
): (provider: Provider) => Promise<oidc.Configuration> {
  const known = new Map<string, { readonly version: number; readonly untilMs: number; readonly config: Promise<oidc.Configuration> }>();
  return (provider) => {
    const before = known.get(provider.id);
    if (before && before.version === provider.version && before.untilMs > performance.now()) return before.config;
    const config = openClientSecret(settings, provider).then((secret) => discoverProvider(provider.issuer, provider.clientId, secret));
    known.set(provider.id, { version: provider.version, untilMs: performance.now() + KEPT_MS, config });
    config.catch(() => known.delete(provider.id));
    return config;
  };
}
