import { createHash, type X509Certificate } from "node:crypto";
import { connect, type PeerCertificate } from "node:tls";
import { hubSpiffeId } from "@holdfast/contracts/spiffe";
import { messageOf, Problem } from "../problem";

/** The URI names of a certificate. Node quotes a name that could be mistaken for the list's own punctuation, so a split is safe. */
function uriNames(subjectAltName: string | undefined): string[] {
  return (subjectAltName ?? "")
    .split(", ")
    .filter((name) => name.startsWith("URI:"))
    .map((name) => name.slice("URI:".length));
}

/** The one SPIFFE id of a certificate; an X.509-SVID has exactly one URI name. */
export function spiffeIdOf(subjectAltName: string | undefined): string | undefined {
  const names = uriNames(subjectAltName);
  return names.length === 1 ? names[0] : undefined;
}

/** For TLS: accepts the hub's own id and nothing else, whatever host name was dialled. */
export const expectHub = (trustDomain: string) => (_host: string, certificate: PeerCertificate) =>
  spiffeIdOf(certificate.subjectaltname) === hubSpiffeId(trustDomain)
    ? undefined
    : new Error(`the server is not ${hubSpiffeId(trustDomain)} but ${certificate.subjectaltname ?? "without a name"}`);

/** The SHA-256 of a certificate's DER, in lower-case hex: what a CA pin is. */
export const pinOf = (certificate: X509Certificate) => createHash("sha256").update(certificate.raw).digest("hex");

/** The hub's CA, proven by the pin, and the trust domain of the hub that it signed. */
export interface PinnedHub {
  readonly caPem: string;
  readonly trustDomain: string;
}

const HUB_ID = /^spiffe:\/\/([a-z0-9._-]{1,255})\/hub$/;
const DIAL_MS = 10_000;

function chainOf(leaf: X509Certificate | undefined): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let each = leaf; each && !chain.some((known) => known.fingerprint256 === each?.fingerprint256); each = each.issuerCertificate)
    chain.push(each);
  return chain;
}

/** Looks at the certificates that a server shows, and sends nothing. Rejects with a network error. */
function fetchChain(url: URL): Promise<X509Certificate[]> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // Nothing is trusted yet: the chain is judged by its pin, and the connection is closed before a byte is said.
    const socket = connect(
      { host, port: Number(url.port || 443), rejectUnauthorized: false, minVersion: "TLSv1.3", timeout: DIAL_MS },
      () => {
        const chain = chainOf(socket.getPeerX509Certificate());
        socket.destroy();
        resolve(chain);
      },
    );
    socket.once("timeout", () => socket.destroy(new Error(`no answer within ${DIAL_MS} ms`)));
    socket.once("error", reject);
  });
}

/**
 * The CA of the hub behind `url`, if the chain that it presents holds the certificate that the pin names and the hub's own
 * was signed by it. Throws a Problem when not: nothing may be sent then. A network error passes through, to be tried again.
 */
export async function pinHub(url: URL, pin: string): Promise<PinnedHub> {
  const chain = await fetchChain(url);
  const [leaf] = chain;
  const ca = chain.find((each) => pinOf(each) === pin);
  const remedy =
    "Copy the command from the console again. If it stays so, something between this machine and the hub answers in its place.";
  if (!leaf || !ca) {
    const seen = chain.map(pinOf).at(-1) ?? "none";
    throw new Problem(`The hub at ${url.host} does not present the CA that --ca-pin names (it presents ${seen}).`, remedy);
  }
  if (!isSignedBy(leaf, ca)) throw new Problem(`The certificate of ${url.host} was not signed by the pinned CA.`, remedy);
  const [, trustDomain] = HUB_ID.exec(spiffeIdOf(leaf.subjectAltName) ?? "") ?? [];
  if (!trustDomain)
    throw new Problem(`The server at ${url.host} is not a hub: its certificate names ${leaf.subjectAltName ?? "nobody"}.`, remedy);
  return { caPem: ca.toString(), trustDomain };
}

function isSignedBy(leaf: X509Certificate, ca: X509Certificate): boolean {
  try {
    return leaf.fingerprint256 !== ca.fingerprint256 && ca.ca && leaf.checkIssued(ca) && leaf.verify(ca.publicKey);
  } catch (cause) {
    throw new Problem(`The hub's certificate cannot be verified: ${messageOf(cause)}`, "Check the hub's certificate authority.");
  }
}
