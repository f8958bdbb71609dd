import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from "node:crypto";
import { openBytes, sealBytes } from "./aead";
import { readOrMake } from "./key-files";

/** A key that opens what was sealed with its public half. Only hubs hold it: a console can seal, and cannot open. */
export interface SealingKey {
  readonly publicKeyPem: string;
  /** The text, for the same `about` that it was sealed for. Throws when either was changed, or another key sealed it. */
  open(sealed: string, about: string): string;
}

const VERSION = "v1";
const raw = (key: KeyObject) => key.export({ type: "spki", format: "der" });

/** The key of one message: bound to both public keys and to what the message is about. */
const messageKey = (shared: Buffer, ephemeral: Buffer, recipient: Buffer, about: string) =>
  Buffer.from(hkdfSync("sha256", shared, Buffer.concat([ephemeral, recipient]), `holdfast-seal-v1\n${about}`, 32));

/** Seals a text so that only the holder of the private key reads it, and only as what it is `about`. */
export function seal(publicKeyPem: string, text: string, about: string): string {
  const recipient = createPublicKey(publicKeyPem);
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const ephemeral = raw(publicKey);
  const key = messageKey(diffieHellman({ privateKey, publicKey: recipient }), ephemeral, raw(recipient), about);
  const body = sealBytes(key, Buffer.from(text), about);
  return [VERSION, ...[ephemeral, body].map((part) => part.toString("base64url"))].join(".");
}

/** The key kept in a file, made when absent. */
export function sealingKey(path: string): SealingKey {
  const pem = readOrMake(path, () => generateKeyPairSync("x25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const privateKey = createPrivateKey(pem);
  const own = createPublicKey(privateKey);
  return {
    publicKeyPem: own.export({ type: "spki", format: "pem" }).toString(),
    open(sealed, about) {
      const [version, ...parts] = sealed.split(".");
      const [ephemeral, body] = parts.map((part) => Buffer.from(part, "base64url"));
      if (version !== VERSION || !ephemeral || !body) throw new Error("this was not sealed by Holdfast");
      const publicKey = createPublicKey({ key: ephemeral, type: "spki", format: "der" });
      const text = openBytes(messageKey(diffieHellman({ privateKey, publicKey }), ephemeral, raw(own), about), body, about);
      if (text === null) throw new Error("this was sealed for something else, or changed since");
      return text.toString("utf8");
    },
  };
}
