import { z } from "zod";

/** Who somebody is, as a provider says after they signed in there. */
export interface OidcPerson {
  readonly sub: string;
  /** In lower case; null where the provider does not vouch for one. */
  readonly email: string | null;
  readonly name: string | null;
  readonly groups: readonly string[];
  /** How they proved it to the provider (RFC 8176), as far as it says. */
  readonly methods: readonly string[];
  /** When they last signed in at the provider; null when it does not tell. */
  readonly authenticatedAt: Date | null;
}

const MAX_GROUPS = 2000;
const Email = z.email().max(200);
const isTrue = (claim: unknown) => claim === true || claim === "true";

/** The value of a claim; a name with dots is the way to it, as `realm_access.roles`, unless it is one itself. */
function claimAt(claims: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

const texts = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((each) => typeof each === "string" && each !== "").slice(0, MAX_GROUPS);

type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of an ID token, and of what was asked for beside it. An address that is not verified is none: whoever typed it at the
 * provider may not own it. What says that it is has to say so of this very address, so both are taken of one of the two.
 */
export function readClaims(token: Claims & { readonly sub: string }, beside: Claims, groupsClaim: string): OidcPerson {
  const claims = { ...beside, ...token };
  const vouched = [token, beside].find((each) => isTrue(each.email_verified) && Email.safeParse(each.email).success);
  const email = Email.safeParse(vouched?.email);
  const name = typeof claims.name === "string" ? claims.name.trim().slice(0, 120) : "";
  return {
    sub: claims.sub,
    email: email.success ? email.data.toLowerCase() : null,
    name: name === "" ? null : name,
    groups: texts(claimAt(claims, groupsClaim)),
    methods: texts(claims.amr).slice(0, 10),
    authenticatedAt: typeof claims.auth_time === "number" ? new Date(claims.auth_time * 1000) : null,
  };
}
