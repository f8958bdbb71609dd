import type { AuditRecord } from "@holdfast/contracts/audit";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { auditRefusal } from "../../access/audit-refusal";
import type { SignInSettings } from "../sign-in";

/**
 * Why nobody came in by a provider. The codes go into the address of the sign-in page, so they tell nothing that who asks does not
 * know; the texts go into the audit chain.
 */
export const oidcRefusals = {
  /** Another browser's flow, one that was finished already, or none. */
  flow: "the answer belongs to no sign-in that was begun in this browser, or to one that is over",
  /** The person, or the provider, said no. */
  denied: "the provider did not let them in",
  /** Token, signature, issuer, audience, nonce or time are not right. */
  token: "the provider's answer could not be trusted",
  unreachable: "the provider could not be asked",
  absent: "there is no such provider, or it is turned off",
  email: "the provider does not vouch for an e-mail address",
  domain: "the e-mail address is of a domain that may not sign in by this provider",
  unknown: "nobody with this e-mail address has been invited",
  disabled: "the account is disabled",
  linkNeeded: "an account with this e-mail address exists and is not connected with the provider",
  /** A fresh sign-in was asked for. */
  stale: "the provider did not have them sign in anew, or does not tell when they did",
  another: "somebody else signed in at the provider",
  linkedElsewhere: "this person of the provider is connected with another account",
} as const;
export type OidcRefusalCode = keyof typeof oidcRefusals;

/** A sign-in by a provider that let nobody in. `cause` stays in the log. */
export class OidcRefusal extends Error {
  constructor(
    readonly code: OidcRefusalCode,
    /** Whom the provider named, as far as that is known. */
    readonly who: string | null = null,
    /** More for the audit chain: an error's code, never a token. */
    readonly more: string | null = null,
    options: ErrorOptions = {},
  ) {
    super(oidcRefusals[code], options);
    this.name = "OidcRefusal";
  }
}

/** Puts a refused sign-in on record. Who it was is what the provider said, if it got so far. */
export async function recordOidcRefusal(
  { db, now }: Pick<SignInSettings, "db" | "now">,
  providerName: string,
  refusal: OidcRefusal,
): Promise<void> {
  const reason = `${refusal.code}: ${refusal.message}${refusal.more === null ? "" : ` (${refusal.more})`}`;
  const actor: AuditRecord["actor"] = { kind: "anonymous", id: "anonymous", name: (refusal.who ?? "unknown").slice(0, 200) };
  await transact(db, now, (unit) =>
    auditRefusal(
      unit,
      {
        actor,
        action: "session.create",
        target: { kind: "session", id: actor.id, name: providerName, clusterId: null },
        outcome: "refused",
        reason: reason.slice(0, 500),
        before: null,
        after: null,
        decision: null,
        requestId: uuid(),
      },
      now(),
    ),
  );
}
