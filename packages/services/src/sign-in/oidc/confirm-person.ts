import type { Database } from "@holdfast/db/database";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { providerAccount } from "./admit-person";
import type { OidcPerson } from "./oidc-claims";
import type { Provider } from "./oidc-client";
import { OidcRefusal } from "./oidc-refusal";

/** Whose session is to be confirmed. */
export interface ConfirmedSession {
  readonly sessionId: string;
  readonly id: string;
  readonly name: string;
}

const ACTION = "second-factor.confirm";
/** How far the provider's clock may be from ours. */
const SKEW_MS = 10_000;

const entry = ({ id, name }: ConfirmedSession) => ({
  actor: { kind: "user" as const, id, name },
  action: ACTION,
  target: { kind: "session", id, name, clusterId: null },
  before: null,
  decision: null,
  requestId: uuid(),
});

/**
 * Takes a provider's word that somebody signed in there anew, since this was asked for, for a fresh factor of the very session that asked.
 * It must be the person whose account it is. Throws an `OidcRefusal`.
 */
export function confirmPerson(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  provider: Provider,
  session: ConfirmedSession,
  person: OidcPerson,
  askedAt: Date,
): Promise<void> {
  const { authenticatedAt } = person;
  if (authenticatedAt === null || authenticatedAt.getTime() < askedAt.getTime() - SKEW_MS) throw new OidcRefusal("stale", session.name);
  return transact(db, now, async (unit) => {
    const account = { providerId: providerAccount(provider), accountId: person.sub, userId: session.id };
    if ((await unit.tx.account.count({ where: account })) === 0) throw new OidcRefusal("another", session.name);
    const at = now();
    const { count } = await unit.tx.session.updateMany({
      where: { id: session.sessionId, userId: session.id, providerId: provider.id },
      data: { secondFactorAt: at },
    });
    if (count === 0) throw new OidcRefusal("flow", session.name);
    const after = { provider: provider.name, authenticatedAt: authenticatedAt.toISOString(), methods: [...person.methods] };
    unit.audit({ ...entry(session), outcome: "succeeded", reason: null, after });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: session.id }, payload: {} });
  });
}

/** Puts on record that a provider did not confirm somebody who asked for it. */
export async function recordConfirmRefusal(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  session: ConfirmedSession,
  { code, message, more }: OidcRefusal,
): Promise<void> {
  const reason = `${code}: ${message}${more === null ? "" : ` (${more})`}`.slice(0, 500);
  await transact(db, now, async (unit) => unit.audit({ ...entry(session), outcome: "refused", reason, after: null }));
}
