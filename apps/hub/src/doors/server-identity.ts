import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import type { SecureContextOptions } from "node:tls";
import type { Log } from "@holdfast/contracts/log-fields";
import { hubSpiffeId } from "@holdfast/contracts/spiffe";
import type { CertificateAuthority } from "@holdfast/services/pki/certificate-authority";

const LIFETIME_MS = 24 * 60 * 60_000;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

/** A server that takes a new certificate while it runs. */
interface Renewable {
  setSecureContext(options: SecureContextOptions): void;
}

/** The hub's own certificate. It is issued anew at half life and given to every door; old connections go on. */
export interface ServerIdentity {
  readonly options: { key: string; cert: string; ca: string };
  attach(server: Renewable): void;
  stop(): void;
}

const pkcs8 = async (key: webcrypto.CryptoKey) => {
  const text = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`;
};

async function issue(authority: CertificateAuthority, host: string, now: Date) {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const names = isIP(host) ? { ipAddresses: [host] } : { dnsNames: [host] };
  const svid = await authority.issue(
    { publicKey: keys.publicKey, spiffeId: hubSpiffeId(authority.trustDomain), lifetimeMs: LIFETIME_MS, ...names },
    now,
  );
  // The root goes along, so that an agent that only knows its pin can check it.
  return { key: await pkcs8(keys.privateKey), cert: svid.certificatePem + authority.certificatePem, ca: authority.certificatePem };
}

/** Issues the hub's certificate and keeps it fresh. */
export async function serverIdentity(authority: CertificateAuthority, host: string, now: () => Date, log: Log): Promise<ServerIdentity> {
  const servers: Renewable[] = [];
  let options = await issue(authority, host, now());
  const renew = async () => {
    options = await issue(authority, host, now());
    for (const server of servers) server.setSecureContext({ ...options, minVersion: "TLSv1.3" });
    log.info({}, "hub certificate renewed");
  };
  const timer = setInterval(() => void renew().catch((err: unknown) => log.error({ err }, "hub certificate not renewed")), LIFETIME_MS / 2);
  timer.unref();
  return {
    get options() {
      return options;
    },
    attach: (server) => void servers.push(server),
    stop: () => clearInterval(timer),
  };
}
