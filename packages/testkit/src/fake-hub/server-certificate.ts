import { webcrypto } from "node:crypto";
import type { CertificateAuthority } from "@holdfast/services/pki/certificate-authority";

/** What a TLS server shows. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

/** A server's certificate for 127.0.0.1 with any SPIFFE id, signed by any authority; the root goes along. */
export async function serverCertificate(authority: CertificateAuthority, spiffeId: string): Promise<ServerCertificate> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const svid = await authority.issue(
    { publicKey: keys.publicKey, spiffeId, lifetimeMs: 86_400_000, ipAddresses: ["127.0.0.1"] },
    new Date(),
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    cert: svid.certificatePem + authority.certificatePem,
    ca: authority.certificatePem,
  };
}
