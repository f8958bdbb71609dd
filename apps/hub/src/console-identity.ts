import { webcrypto } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { consoleSpiffeId } from "@holdfast/contracts/spiffe";
import type { CertificateAuthority } from "@holdfast/services/pki/certificate-authority";

const LIFETIME_MS = 24 * 60 * 60_000;

/**
 * Writes the identity by which consoles of this data folder reach hubs: `console-identity.pem`, key and certificates in one
 * file, replaced whole. Consoles read it at each connection.
 */
export async function writeConsoleIdentity(authority: CertificateAuthority, folder: string, now: Date): Promise<void> {
  const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const svid = await authority.issue(
    { publicKey: keys.publicKey, spiffeId: consoleSpiffeId(authority.trustDomain), lifetimeMs: LIFETIME_MS },
    now,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const path = join(folder, "console-identity.pem");
  const draft = `${path}.${process.pid}`;
  writeFileSync(
    draft,
    `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n${svid.certificatePem}${authority.certificatePem}`,
    { mode: 0o600 },
  );
  renameSync(draft, path);
}
