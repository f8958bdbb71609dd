import { createPrivateKey, generateKeyPairSync, sign, webcrypto } from "node:crypto";
import { reattestMessage } from "@holdfast/contracts/enrolment";
import type { AgentKey } from "./identity-store";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * Makes a P-256 key and its certificate request. The request names no id: the hub alone decides which one the key gets.
 * One request serves for the key's whole life, so that the certificate library is only loaded here.
 */
export async function makeKey(): Promise<AgentKey> {
  await import("reflect-metadata");
  const { Pkcs10CertificateRequestGenerator, cryptoProvider } = await import("@peculiar/x509");
  // Node's WebCrypto is the standard one; the types of the two differ where the DOM's are loaded as well.
  cryptoProvider.set(webcrypto as never);
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const privateKey = await webcrypto.subtle.importKey("pkcs8", pair.privateKey.export({ type: "pkcs8", format: "der" }), ALGORITHM, false, [
    "sign",
  ]);
  const publicKey = await webcrypto.subtle.importKey("spki", pair.publicKey.export({ type: "spki", format: "der" }), ALGORITHM, true, [
    "verify",
  ]);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: "O=holdfast-agent",
    keys: { privateKey, publicKey },
    signingAlgorithm: ALGORITHM,
  });
  return { privateKeyPem: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(), csrPem: request.toString("pem") };
}

/** Signs a nonce of the hub with the enrolled key (ECDSA P-256, SHA-256, DER, base64). */
export function signNonce(key: AgentKey, nonce: string, clusterId: string): string {
  const message = Buffer.from(reattestMessage(nonce, clusterId, key.csrPem));
  return sign("sha256", message, createPrivateKey(key.privateKeyPem)).toString("base64");
}
