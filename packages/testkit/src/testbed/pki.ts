import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const { subtle } = webcrypto;
const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;
const CLIENT = "1.3.6.1.5.5.7.3.2";
const SERVER = "1.3.6.1.5.5.7.3.1";

/** A certificate with its private key, both as PEM. */
export interface Credentials {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** A certificate authority of one test cluster. */
export interface Authority extends Credentials {
  /** Issues a client certificate; groups become organisations, as Kubernetes reads them. */
  issueClient(user: string, groups?: readonly string[]): Promise<Credentials>;
  /** Issues a certificate for loopback that serves, and may be shown as a client too. */
  issueServer(commonName: string, dnsNames?: readonly string[], addresses?: readonly string[]): Promise<Credentials>;
}

const keyPair = () => subtle.generateKey(algorithm, true, ["sign", "verify"]);

const privatePem = async (key: webcrypto.CryptoKey) => x509.PemConverter.encode(await subtle.exportKey("pkcs8", key), "PRIVATE KEY");

const validity = () => ({ notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 30 * DAY_MS) });

/** Makes an authority in this process: no program and no file is involved. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await keyPair();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature, true),
    ],
  });

  const issue = async (subject: string, extensions: x509.Extension[]): Promise<Credentials> => {
    const own = await keyPair();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity(),
      subject,
      issuer: root.subject,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true), ...extensions],
    });
    return { certificatePem: certificate.toString("pem"), privateKeyPem: await privatePem(own.privateKey) };
  };

  return {
    certificatePem: root.toString("pem"),
    privateKeyPem: await privatePem(keys.privateKey),
    issueClient: (user, groups = []) =>
      issue([`CN=${user}`, ...groups.map((group) => `O=${group}`)].join(", "), [new x509.ExtendedKeyUsageExtension([CLIENT])]),
    issueServer: (commonName, dnsNames = [], addresses = []) =>
      issue(`CN=${commonName}`, [
        new x509.ExtendedKeyUsageExtension([SERVER, CLIENT]),
        new x509.SubjectAlternativeNameExtension([
          ...["localhost", ...dnsNames].map((value) => ({ type: "dns" as const, value })),
          ...["127.0.0.1", ...addresses].map((value) => ({ type: "ip" as const, value })),
        ]),
      ]),
  };
}

/** Writes credentials as `<name>.crt` and `<name>.key` (readable by the owner alone) and returns the two paths. */
export function writeCredentials(folder: string, name: string, credentials: Credentials): { crt: string; key: string } {
  const paths = { crt: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  writeFileSync(paths.crt, credentials.certificatePem);
  writeFileSync(paths.key, credentials.privateKeyPem, { mode: 0o600 });
  return paths;
}

/** The key pair that a cluster signs the tokens of its service accounts with, written as `sa.pub` and `sa.key`. */
export async function writeServiceAccountKeys(folder: string): Promise<{ pub: string; key: string }> {
  const keys = await keyPair();
  const paths = { pub: join(folder, "sa.pub"), key: join(folder, "sa.key") };
  writeFileSync(paths.pub, x509.PemConverter.encode(await subtle.exportKey("spki", keys.publicKey), "PUBLIC KEY"));
  writeFileSync(paths.key, await privatePem(keys.privateKey), { mode: 0o600 });
  return paths;
}
