import { z } from "zod";

/** A passkey of somebody, by the id that the store gave it. */
export const PasskeyId = z.uuid({ message: "must be an id of a passkey (a UUID)" }).brand<"PasskeyId">();
export type PasskeyId = z.infer<typeof PasskeyId>;

/** A passkey as its owner sees it. */
export const PasskeyView = z.object({
  id: PasskeyId,
  name: z.string(),
  createdAt: z.date(),
  lastUsedAt: z.date().nullable(),
  /** Kept by its maker beside the device too, so that it outlives it. */
  isBackedUp: z.boolean(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;

/** The caller's passkeys, and at which address they can be used; null where the console has none that browsers take. */
export const OwnPasskeys = z.object({ passkeys: z.array(PasskeyView), address: z.string().nullable() });
export type OwnPasskeys = z.infer<typeof OwnPasskeys>;

/** The password of whoever changes their passkeys; null for who has just given a second factor, or has just signed in without a password. */
export const PasskeyProof = z.strictObject({ password: z.string().min(1).max(128).nullable() });
export type PasskeyProof = z.infer<typeof PasskeyProof>;

/** What a browser is asked, as WebAuthn writes it. */
export const PasskeyQuestion = z.record(z.string(), z.unknown());
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>;

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, "must be base64url")
  .max(20_000);

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional(),
  clientExtensionResults: z.looseObject({}),
};

/** A browser's answer that makes a passkey. */
export const NewPasskeyAnswer = z.strictObject({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>;

/** A browser's answer that proves who holds a passkey. */
export const PasskeyAnswer = z.strictObject({
  ...credential,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.nullish() }),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** Makes a passkey of the answer, under a name by which its owner knows it. */
export const AddPasskey = z.strictObject({ name: z.string().trim().min(1, "give it a name").max(60), answer: NewPasskeyAnswer });
export type AddPasskey = z.infer<typeof AddPasskey>;
