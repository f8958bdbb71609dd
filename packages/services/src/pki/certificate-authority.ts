// The installation's own certificate authority: P-256, in the data folder, shared by all hubs. It signs nothing but
// X.509-SVIDs whose id was decided by us; what a request asks for is ignored.
import "reflect-metadata";
import { createHash, webcrypto } from "node:crypto";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import { readOrMake } from "./key-files";

// Node's WebCrypto is the standard one; the types of the two differ where the DOM's are loaded as well.
x509.cryptoProvider.set(webcrypto as never);

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const CA_LIFETIME_MS = 10 * 365 * 86_400_000;
// Certificates begin a little in the past, so that a peer whose clock is behind by seconds can use them at once.
const BACKDATE_MS = 60_000;

/** What to put on a certificate. The holder's key and the id are ours to decide; names and addresses are for servers. */
export interface SvidRequest {
  readonly publicKey: webcrypto.CryptoKey;
  readonly spiffeId: string;
  readonly lifetimeMs: number;
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
}

/** An issued certificate. */
export interface Svid {
  readonly certificatePem: string;
  readonly serial: string;
  readonly notAfter: Date;
}

/** Issues SVIDs of one trust domain. */
export interface CertificateAuthority {
  readonly trustDomain: string;
  readonly certificatePem: string;
  /** SHA-256 of the certificate's DER in hex: the pin in an enrolment command. */
  readonly pin: string;
  issue(request: SvidRequest, now: Date): Promise<Svid>;
}

const serialNumber = () => {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  // A serial is a positive integer: the first bit must be 0, and the first byte not.
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString("hex");
};

const pem = (label: string, der: ArrayBuffer) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .trimEnd()}\n-----END ${label}-----\n`;

async function makeKeyAndCertificate(trustDomain: string, now: Date): Promise<string> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: "O=Holdfast, CN=Holdfast trust root",
    notBefore: new Date(now.getTime() - BACKDATE_MS),
    notAfter: new Date(now.getTime() + CA_LIFETIME_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.SubjectAlternativeNameExtension([{ type: "url", value: `spiffe://${trustDomain}` }]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return `${pem("PRIVATE KEY", await webcrypto.subtle.exportKey("pkcs8", keys.privateKey))}${certificate.toString("pem")}\n`;
}

/** The authority whose key and certificate are in `<folder>/ca.pem`, made when absent. Throws when they belong to another trust domain. */
export async function certificateAuthority(folder: string, trustDomain: string, now: Date): Promise<CertificateAuthority> {
  const draft = await makeKeyAndCertificate(trustDomain, now);
  const file = readOrMake(join(folder, "ca.pem"), () => draft);
  const blocks = x509.PemConverter.decodeWithHeaders(file);
  const keyBlock = blocks.find((block) => block.type === "PRIVATE KEY");
  const certificateBlock = blocks.find((block) => block.type === "CERTIFICATE");
  if (!keyBlock || !certificateBlock)
    throw new Error(`${join(folder, "ca.pem")} does not hold a private key and a certificate. Restore it from a backup.`);
  const certificate = new x509.X509Certificate(certificateBlock.rawData);
  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map((item) => item.value) ?? [];
  if (!names.includes(`spiffe://${trustDomain}`))
    throw new Error(
      `The certificate authority in ${folder} is for ${names.join(", ")}, not for the trust domain ${trustDomain}. Set HOLDFAST_TRUST_DOMAIN back.`,
    );
  const signingKey = await webcrypto.subtle.importKey("pkcs8", keyBlock.rawData, ALGORITHM, false, ["sign"]);
  return {
    trustDomain,
    certificatePem: `${certificate.toString("pem")}\n`,
    pin: createHash("sha256").update(new Uint8Array(certificate.rawData)).digest("hex"),
    issue: (request, at) => issue(request, at, { certificate, signingKey: signingKey as webcrypto.CryptoKey }),
  };
}

async function issue(
  request: SvidRequest,
  now: Date,
  root: { certificate: x509.X509Certificate; signingKey: webcrypto.CryptoKey },
): Promise<Svid> {
  const serial = serialNumber();
  const notAfter = new Date(now.getTime() + request.lifetimeMs);
  const names: x509.JsonGeneralName[] = [
    { type: "url", value: request.spiffeId },
    ...(request.dnsNames ?? []).map((value) => ({ type: "dns" as const, value })),
    ...(request.ipAddresses ?? []).map((value) => ({ type: "ip" as const, value })),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject: "O=Holdfast",
    issuer: root.certificate.subject,
    notBefore: new Date(now.getTime() - BACKDATE_MS),
    notAfter,
    signingAlgorithm: ALGORITHM,
    publicKey: request.publicKey,
    signingKey: root.signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension(names, true),
      await x509.AuthorityKeyIdentifierExtension.create(root.certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(request.publicKey),
    ],
  });
  return { certificatePem: `${certificate.toString("pem")}\n`, serial, notAfter };
}
