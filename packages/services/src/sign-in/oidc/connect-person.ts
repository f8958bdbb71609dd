import type { Database } from "@holdfast/db/database";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { holdProvider, lockPerson, providerAccount } from "./admit-person";
import type { OidcPerson } from "./oidc-claims";
import type { Provider } from "./oidc-client";
import { OidcRefusal } from "./oidc-refusal";

/** Connects somebody who signed in, and gave their password for it, with a person of a provider. Throws an `OidcRefusal`. */
export function connectPerson(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  provider: Provider,
  user: { readonly id: string; readonly name: string },
  person: OidcPerson,
): Promise<void> {
  return transact(db, now, async (unit) => {
    await holdProvider(unit, provider);
    await lockPerson(unit, provider, person.sub);
    const account = { providerId: providerAccount(provider), accountId: person.sub };
    const taken = await unit.tx.account.findFirst({ where: account, select: { userId: true } });
    const own = await unit.tx.account.findFirst({
      where: { userId: user.id, providerId: account.providerId },
      select: { accountId: true },
    });
    if (taken ? taken.userId !== user.id : own !== null) throw new OidcRefusal("linkedElsewhere", user.name);
    if (!taken) await unit.tx.account.create({ data: { id: uuid(), userId: user.id, ...account } });
    unit.audit({
      actor: { kind: "user", id: user.id, name: user.name },
      action: "identity.connect",
      target: { kind: "user", id: user.id, name: user.name, clusterId: null },
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { provider: provider.name, address: person.email },
      decision: null,
      requestId: uuid(),
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: user.id }, payload: {} });
  });
}

/** Puts on record that somebody who signed in wanted to connect their account with a wrong password. */
export async function recordConnectRefusal(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  user: { readonly id: string; readonly name: string },
): Promise<void> {
  await transact(db, now, async (unit) =>
    unit.audit({
      actor: { kind: "user", id: user.id, name: user.name },
      action: "identity.connect",
      target: { kind: "user", id: user.id, name: user.name, clusterId: null },
      outcome: "refused",
      reason: "TokenInvalid: the password was wrong",
      before: null,
      after: null,
      decision: null,
      requestId: uuid(),
    }),
  );
}
