// What verifies certificates needs this before it: whichever page is asked for first, and however its code was cut into parts.
import "reflect-metadata";
import { Fault } from "@holdfast/contracts/fault";
import { type AddPasskey, type OwnPasskeys, PasskeyId, type PasskeyProof, type PasskeyQuestion } from "@holdfast/contracts/passkey";
import { worded } from "@holdfast/contracts/worded";
import { transact } from "@holdfast/db/transact";
import { type AuthenticatorTransport, generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { v7 as uuid } from "uuid";
import { authorise } from "../../access/authorise";
import { refuse } from "../../access/refuse";
import type { ServiceContext } from "../../context/service-context";
import type { SignIn } from "../sign-in";
import { keepChallenge, takeChallenge } from "./challenges";
import type { RelyingParty } from "./relying-party";
import { requireProof } from "./require-proof";

const MOST = 20;

type Keys = Pick<SignIn, "isPassword" | "party">;

const targetOf = (ctx: ServiceContext) => ({ kind: "user", id: ctx.actor.id, name: ctx.actor.name, clusterId: null });

/** The console as browsers know it. Throws `WrongPhase` where they would take no passkey for it. */
export function partyOf({ party }: Pick<SignIn, "party">): RelyingParty {
  if (!party) throw new Fault("WrongPhase", worded("PasskeysImpossible"));
  return party;
}

/** The caller's passkeys, the newest first. */
export async function listPasskeys(ctx: ServiceContext, { party }: Pick<SignIn, "party">): Promise<OwnPasskeys> {
  await authorise(ctx, { permission: "self:manage", action: "passkey.list", target: targetOf(ctx) });
  const rows = await ctx.db.prisma.passkey.findMany({ where: { userId: ctx.actor.id }, orderBy: { createdAt: "desc" }, take: MOST });
  const passkeys = rows.map(({ id, name, createdAt, lastUsedAt, isBackedUp }) => ({
    ...{ name, createdAt, lastUsedAt, isBackedUp },
    id: PasskeyId.parse(id),
  }));
  return { passkeys, address: party?.origin ?? null };
}

/** Begins to make a passkey, for who proved to be the owner of the account: what the browser is to be asked. */
export async function beginPasskey(ctx: ServiceContext, keys: Keys, { password }: PasskeyProof): Promise<PasskeyQuestion> {
  const attempt = { action: "passkey.add", target: targetOf(ctx) };
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  const party = partyOf(keys);
  await requireProof(ctx, keys, attempt, decision, password);
  const { id: userId, name } = ctx.actor;
  const [own, user] = await Promise.all([
    ctx.db.prisma.passkey.findMany({ where: { userId } }),
    ctx.db.prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } }),
  ]);
  if (own.length >= MOST) throw new Fault("TooLarge", worded("PasskeysTooMany", { most: MOST }));
  const options = await generateRegistrationOptions({
    ...{ rpName: "Holdfast", rpID: party.id, userName: user.email, userDisplayName: name, userID: new TextEncoder().encode(userId) },
    attestationType: "none",
    excludeCredentials: own.map((each) => ({ id: each.credentialId, transports: each.transports as AuthenticatorTransport[] })),
    // Found without an address being typed, and never without its holder being asked for a finger, a face or a PIN.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await keepChallenge(ctx, { challenge: options.challenge, purpose: "register", userId });
  return { ...options };
}

/** Keeps the passkey that the browser made. Throws `TokenInvalid` for an answer that is not to the question. */
export async function addPasskey(ctx: ServiceContext, keys: Keys, { name, answer }: AddPasskey): Promise<{ id: PasskeyId }> {
  const attempt = { action: "passkey.add", target: targetOf(ctx) };
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  const party = partyOf(keys);
  const userId = ctx.actor.id;
  const made = await verifyRegistrationResponse({
    // The contract has checked its form; the library's type knows less of what browsers leave out.
    response: answer as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: (challenge) => takeChallenge(ctx, { challenge, purpose: "register", userId }),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!made?.verified) return refuse(ctx, attempt, new Fault("TokenInvalid", worded("PasskeyWrong")), decision);
  const { credential, credentialBackedUp } = made.registrationInfo;
  const id = uuid();
  return transact(ctx.db, ctx.now, async (unit) => {
    if (await unit.tx.passkey.findUnique({ where: { credentialId: credential.id } }))
      throw new Fault("AlreadyExists", worded("PasskeyKnown"));
    await unit.tx.passkey.create({
      data: {
        ...{ id, userId, name, credentialId: credential.id, publicKey: credential.publicKey, counter: BigInt(credential.counter) },
        ...{ transports: answer.response.transports ?? [], isBackedUp: credentialBackedUp, createdAt: ctx.now() },
      },
    });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: null,
      after: { passkey: id, name, isBackedUp: credentialBackedUp },
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: userId }, payload: {} });
    return { id: PasskeyId.parse(id) };
  });
}

/** Takes a passkey of the caller out of use, for who proved to be the owner of the account. */
export async function removePasskey(ctx: ServiceContext, keys: Keys, { id, password }: PasskeyProof & { id: PasskeyId }): Promise<void> {
  const attempt = { action: "passkey.remove", target: targetOf(ctx) };
  const decision = await authorise(ctx, { permission: "self:manage", ...attempt });
  await requireProof(ctx, keys, attempt, decision, password);
  await transact(ctx.db, ctx.now, async (unit) => {
    const passkey = await unit.tx.passkey.findFirst({ where: { id, userId: ctx.actor.id } });
    if (!passkey) throw new Fault("NotFound", worded("PasskeyAbsent"));
    await unit.tx.passkey.delete({ where: { id } });
    unit.audit({
      ...{ actor: ctx.actor, ...attempt, outcome: "succeeded", reason: null, decision, requestId: ctx.requestId },
      before: { passkey: id, name: passkey.name },
      after: null,
    });
    unit.emit({ type: "access.changed", clusterIds: [], subject: { kind: "user", id: ctx.actor.id }, payload: {} });
  });
}
