import { createHash } from "node:crypto";
import type { TLSSocket } from "node:tls";
import { ClusterId } from "@holdfast/contracts/ids";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";

/** What a verified client certificate says. */
export interface PeerCertificate {
  readonly spiffeId: string;
  readonly serial: string;
  /** SHA-256 of the public key's DER, in hex. */
  readonly keyFingerprint: string;
  readonly notAfter: Date;
}

/**
 * The SPIFFE id of a peer whose chain TLS has verified; null unless it has exactly one URI name, as an X.509-SVID must,
 * and is no authority itself. Node writes a comma inside a name as \u002c, so splitting can't be fooled.
 */
export function peerCertificate(socket: TLSSocket): PeerCertificate | null {
  if (!socket.authorized) return null;
  const certificate = socket.getPeerX509Certificate();
  if (!certificate || certificate.ca) return null;
  const uris = (certificate.subjectAltName ?? "").split(", ").filter((name) => name.startsWith("URI:"));
  const [uri] = uris;
  if (uris.length !== 1 || !uri) return null;
  return {
    spiffeId: uri.slice("URI:".length),
    serial: certificate.serialNumber.toLowerCase(),
    keyFingerprint: createHash("sha256")
      .update(certificate.publicKey.export({ type: "spki", format: "der" }))
      .digest("hex"),
    notAfter: new Date(certificate.validTo),
  };
}

/** The cluster that a SPIFFE id is an agent of; null when it is not one of this trust domain's agents. */
export function clusterOf(trustDomain: string, spiffeId: string): ClusterId | null {
  const id = ClusterId.safeParse(spiffeId.split("/")[4]);
  return id.success && agentSpiffeId(trustDomain, id.data) === spiffeId ? id.data : null;
}
