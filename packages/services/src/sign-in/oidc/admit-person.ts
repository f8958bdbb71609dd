import type { Database } from "@holdfast/db/database";
import { transact, type Unit } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { heldGrants } from "../../identity/user-facts";
import { mapGroups, meantGroups } from "./map-groups";
import type { OidcPerson } from "./oidc-claims";
import type { Provider } from "./oidc-client";
import { OidcRefusal } from "./oidc-refusal";

type Store = { readonly db: Database; readonly now: () => Date };

/** The account that better-auth's tables keep for people of a provider. */
export const providerAccount = (provider: Pick<Provider, "id">): string => `oidc:${provider.id}`;

/** Makes whoever comes in as the same person at the same moment wait, until the transaction ends. */
export const lockPerson = (unit: Unit, provider: Provider, sub: string) =>
  unit.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${providerAccount(provider)} ${sub}`}, 0))`;

/**
 * Passes while the provider is as it was when this sign-in read it, and keeps it so until the transaction ends: one that is turned off, or
 * whose groups mean something else, while it takes its time to answer lets nobody in by what it was. Throws an `OidcRefusal`.
 */
export async function holdProvider({ tx }: Pick<Unit, "tx">, { id, version }: Provider): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM identity_provider WHERE id = ${id}::uuid AND version = ${version} AND is_enabled FOR SHARE`;
  if (held.length === 0) throw new OidcRefusal("absent");
}

function requireDomain(provider: Provider, person: OidcPerson): void {
  if (provider.emailDomains.length === 0) return;
  if (person.email === null) throw new OidcRefusal("email");
  const domain = person.email.slice(person.email.lastIndexOf("@") + 1);
  if (!provider.emailDomains.includes(domain)) throw new OidcRefusal("domain", person.email);
}

interface Admitted {
  readonly id: string;
  readonly name: string;
  readonly how: "known" | "invited" | "new";
}

/**
 * Whose account it is: the one that is connected with this person of the provider; else that of somebody who was invited under the
 * address that the provider vouches for; else a new one, where the provider may make them. An account that somebody signs in to in
 * another way is never connected by its address alone: its owner does that, with their password.
 */
async function accountOf(unit: Unit, provider: Provider, person: OidcPerson, now: Date): Promise<Admitted> {
  const account = { providerId: providerAccount(provider), accountId: person.sub };
  const known = await unit.tx.account.findFirst({ where: account, select: { user: true } });
  if (known?.user.disabledAt) throw new OidcRefusal("disabled", known.user.email);
  if (known) return { id: known.user.id, name: known.user.name, how: "known" };
  const { email } = person;
  if (email === null) throw new OidcRefusal("email");
  const create = { id: uuid(), ...account, createdAt: now, updatedAt: now };
  const user = await unit.tx.user.findUnique({ where: { email }, include: { _count: { select: { accounts: true } } } });
  if (user?.disabledAt) throw new OidcRefusal("disabled", email);
  if (user && user._count.accounts > 0) throw new OidcRefusal("linkNeeded", email);
  if (user) {
    await unit.tx.user.update({ where: { id: user.id }, data: { emailVerified: true, accounts: { create } } });
    await unit.tx.invitation.deleteMany({ where: { userId: user.id, usedAt: null } });
    return { id: user.id, name: user.name, how: "invited" };
  }
  if (!provider.admitsNew) throw new OidcRefusal("unknown", email);
  const made = { id: uuid(), name: person.name ?? email, email, emailVerified: true, createdAt: now };
  await unit.tx.user.create({ data: { ...made, accounts: { create } } });
  return { id: made.id, name: made.name, how: "new" };
}

/** Lets a person of a provider in, with exactly what their groups mean now beside what they were granted. Throws an `OidcRefusal`. */
export function admitPerson({ db, now }: Store, provider: Provider, person: OidcPerson): Promise<{ id: string }> {
  requireDomain(provider, person);
  return transact(db, now, async (unit) => {
    const at = now();
    await holdProvider(unit, provider);
    await lockPerson(unit, provider, person.sub);
    const user = await accountOf(unit, provider, person, at);
    const before = await heldGrants(unit.tx, user.id, at);
    await mapGroups(unit, provider, user.id, person.groups, at);
    const actor = { kind: "user" as const, id: user.id, name: user.name };
    const record = { actor, outcome: "succeeded" as const, reason: null, decision: null, requestId: uuid() };
    unit.audit({
      ...record,
      action: "session.create",
      target: { kind: "session", id: user.id, name: user.name, clusterId: null },
      before: { grants: before },
      after: {
        provider: provider.name,
        account: user.how,
        groups: meantGroups(provider.mappings, person.groups),
        methods: [...person.methods],
        grants: await heldGrants(unit.tx, user.id, at),
      },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: user.id }, payload: {} });
    unit.wake({ topic: "access", key: user.id });
    return { id: user.id };
  });
}
