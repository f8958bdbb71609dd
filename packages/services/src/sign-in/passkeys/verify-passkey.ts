// What verifies certificates needs this before it: whichever page is asked for first, and however its code was cut into parts.
import "reflect-metadata";
import { Fault } from "@holdfast/contracts/fault";
import type { PasskeyAnswer, PasskeyQuestion } from "@holdfast/contracts/passkey";
import { worded } from "@holdfast/contracts/worded";
import type { Database } from "@holdfast/db/database";
import { type AuthenticatorTransport, generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import { type ChallengePurpose, keepChallenge, takeChallenge } from "./challenges";
import type { RelyingParty } from "./relying-party";

type Store = { readonly db: Database; readonly now: () => Date };

/** Asks a browser for a passkey: of anybody for a sign-in, of one person for a confirmation. */
export async function askForPasskey(
  store: Store,
  party: RelyingParty,
  purpose: Exclude<ChallengePurpose, "register">,
  userId: string | null,
): Promise<PasskeyQuestion> {
  const own = userId === null ? [] : await store.db.prisma.passkey.findMany({ where: { userId } });
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: "required",
    allowCredentials: own.map((each) => ({ id: each.credentialId, transports: each.transports as AuthenticatorTransport[] })),
  });
  await keepChallenge(store, { challenge: options.challenge, purpose, userId });
  return { ...options };
}

/** A passkey whose holder has just proven to be there. */
export interface ProvenPasskey {
  readonly id: string;
  readonly name: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly disabledAt: Date | null };
}

const wrong = (cause?: unknown) => new Fault("TokenInvalid", worded("PasskeyWrong"), { cause });

/**
 * Checks a browser's answer: the signature, that it is for this console and for a challenge of ours that nobody answered yet, that the
 * holder was verified, and that the passkey's counter went on. Throws `TokenInvalid`; a counter that went back locks nothing, but lets
 * nobody in.
 */
export async function verifyPasskey(
  store: Store,
  party: RelyingParty,
  purpose: Exclude<ChallengePurpose, "register">,
  userId: string | null,
  answer: PasskeyAnswer,
): Promise<ProvenPasskey> {
  const passkey = await store.db.prisma.passkey.findUnique({ where: { credentialId: answer.id }, include: { user: true } });
  if (!passkey || (userId !== null && passkey.userId !== userId)) throw wrong();
  const { id, name, user, counter, credentialId, publicKey } = passkey;
  const result = await verifyAuthenticationResponse({
    // The contract has checked its form; the library's type knows less of what browsers leave out.
    response: answer as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: (challenge) => takeChallenge(store, { challenge, purpose, userId }),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
  }).catch((cause: unknown) => {
    throw wrong(cause);
  });
  if (!result.verified) throw wrong();
  const { newCounter, credentialBackedUp } = result.authenticationInfo;
  // The same counter twice at once is a copy: the one that comes second is refused.
  const { count } = await store.db.prisma.passkey.updateMany({
    where: { id, counter },
    data: { counter: BigInt(newCounter), isBackedUp: credentialBackedUp, lastUsedAt: store.now() },
  });
  if (count === 0) throw wrong();
  return { id, name, user };
}
