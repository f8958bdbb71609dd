import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { reattestMessage } from "@holdfast/contracts/enrolment";
import * as x509 from "@peculiar/x509";

// Node's WebCrypto is the standard one; the types of the two differ where the DOM's are loaded as well.
x509.cryptoProvider.set(webcrypto as never);
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** An agent's key, with what it can prove. */
export interface AgentKey {
  readonly privateKeyPem: string;
  csr(uris?: readonly string[]): Promise<string>;
  /** The answer to a re-attestation challenge: ECDSA over SHA-256, DER, base64. */
  answer(nonce: string, clusterId: string, csrPem: string): Promise<string>;
}

const der = (raw: Uint8Array): Buffer => {
  const integer = (bytes: Uint8Array) => {
    const trimmed = Buffer.from(bytes.subarray(bytes.findIndex((b) => b !== 0)));
    const value = (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
    return Buffer.concat([Buffer.from([2, value.length]), value]);
  };
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
};

/** A fresh P-256 key. */
export async function agentKey(): Promise<AgentKey> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return {
    privateKeyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    async csr(uris = []) {
      const extensions =
        uris.length > 0 ? [new x509.SubjectAlternativeNameExtension(uris.map((value) => ({ type: "url" as const, value })))] : [];
      return (await x509.Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: ALGORITHM, extensions })).toString("pem");
    },
    async answer(nonce, clusterId, csrPem) {
      const signature = await webcrypto.subtle.sign(ALGORITHM, keys.privateKey, Buffer.from(reattestMessage(nonce, clusterId, csrPem)));
      return der(new Uint8Array(signature)).toString("base64");
    },
  };
}
