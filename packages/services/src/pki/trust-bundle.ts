import { X509Certificate } from "node:crypto";
import type { TrustBundle } from "@holdfast/contracts/svid";
import type { PublicInstallation } from "./public-installation";

/** What the installation's authority is, read from its certificate. */
export function trustBundleOf({ trustDomain, caCertificatePem }: PublicInstallation): TrustBundle {
  const certificate = new X509Certificate(caCertificatePem);
  return {
    trustDomain,
    subject: certificate.subject.replaceAll("\n", ", "),
    fingerprint: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}
