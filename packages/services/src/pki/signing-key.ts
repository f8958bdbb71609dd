import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { readOrMake } from "./key-files";

/** An Ed25519 key that signs what leaves this process. `keyId` is the start of the SHA-256 of the public key's DER. */
export interface SigningKey {
  readonly keyId: string;
  readonly publicKeyPem: string;
  sign(message: string): string;
}

/** The id of a public key: the start of the SHA-256 of its DER. */
export const keyIdOf = (publicKey: KeyObject): string =>
  createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);

/** The key kept in a file, made when absent. */
export function signingKey(path: string): SigningKey {
  const pem = readOrMake(path, () => generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign: (message) => sign(null, Buffer.from(message), privateKey).toString("base64url"),
  };
}

/** Whether the signature is this public key's over the message. A malformed signature is a wrong one. */
export function isSignedBy(publicKeyPem: string, message: string, signature: string): boolean {
  return verify(null, Buffer.from(message), createPublicKey(publicKeyPem), Buffer.from(signature, "base64url"));
}
