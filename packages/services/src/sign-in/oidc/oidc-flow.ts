import * as oidc from "openid-client";
import { z } from "zod";
import { type OidcPerson, readClaims } from "./oidc-claims";
import type { Provider } from "./oidc-client";
import { OidcRefusal } from "./oidc-refusal";

/** How long somebody may take at the provider. */
export const FLOW_SECONDS = 600;

/** What a begun sign-in remembers until the provider answers. It stays here; the browser holds the `state` alone. */
export const Flow = z.object({
  providerId: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page to go to. */
  next: z.string(),
  /** Whose account is to be connected; null for a sign-in. */
  connects: z.string().nullable(),
  /** The session for which a fresh sign-in is asked for, and since when; null for any other. */
  confirms: z.object({ sessionId: z.string(), askedAt: z.coerce.date() }).nullable().default(null),
});
export type Flow = z.infer<typeof Flow>;

/** Begins: where to send the browser, and what to remember under which state. */
export async function beginFlow(
  config: oidc.Configuration,
  provider: Provider,
  redirectUrl: string,
  about: Pick<Flow, "next" | "connects" | "confirms">,
): Promise<{ url: URL; state: string; flow: Flow }> {
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUrl,
    scope: provider.scopes.join(" "),
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...{ state, nonce },
    // Some providers know only the one, some only the other.
    ...(about.confirms ? { max_age: "0", prompt: "login" } : {}),
  });
  return { url, state, flow: { providerId: provider.id, nonce, verifier, ...about } };
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : cause instanceof Error
      ? cause.name
      : "unknown";

/** What a failed exchange is called: the provider's no, a provider that is away, or an answer that is not to be trusted. */
function refusalOf(cause: unknown): OidcRefusal {
  const options = { cause };
  if (cause instanceof oidc.AuthorizationResponseError) return new OidcRefusal("denied", null, cause.error.slice(0, 100), options);
  if (cause instanceof TypeError || codeOf(cause) === "OAUTH_TIMEOUT") return new OidcRefusal("unreachable", null, null, options);
  if (cause instanceof oidc.ResponseBodyError) return new OidcRefusal("token", null, cause.error.slice(0, 100), options);
  return new OidcRefusal("token", null, codeOf(cause).slice(0, 100), options);
}

/**
 * Takes the code of the provider's answer, checks the ID token (signature, issuer, audience, nonce, times) and reads who it is, asking
 * for what the token does not tell. Throws an `OidcRefusal`.
 */
export async function finishFlow(
  config: oidc.Configuration,
  provider: Provider,
  answer: URL,
  state: string,
  flow: Flow,
): Promise<OidcPerson> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: flow.verifier,
      expectedState: state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
      // That it tells when they signed in. That this was after it was asked for is checked by whoever takes the answer.
      ...(flow.confirms ? { maxAge: FLOW_SECONDS } : {}),
    });
    const claims = tokens.claims();
    if (!claims) throw new OidcRefusal("token", null, "no ID token");
    const more = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
    return readClaims(claims, more, provider.groupsClaim);
  } catch (cause) {
    throw cause instanceof OidcRefusal ? cause : refusalOf(cause);
  }
}
