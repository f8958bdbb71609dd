import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";
import { facts, text, texts } from "../facts";
import { conditionFacts } from "./conditions";
import { gitOpsOwner } from "./git-ops";
import type { Projection } from "./projection";

interface Certificate extends KubeObject {
  readonly spec?: {
    readonly secretName?: string;
    readonly commonName?: string;
    readonly dnsNames?: readonly string[];
    readonly issuerRef?: { readonly kind?: string; readonly name?: string };
  };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly notBefore?: string;
    readonly notAfter?: string;
    readonly renewalTime?: string;
  };
}

/** A certificate that cert-manager keeps: for whom, by whom, until when. The Secret that holds it is named and never read. */
export function projectCertificate(certificate: Certificate): Projection {
  const { spec, status } = certificate;
  const issuer = spec?.issuerRef;
  return {
    facts: facts({
      secret: text(spec?.secretName, 253),
      commonName: text(spec?.commonName, 253),
      dnsNames: texts(spec?.dnsNames),
      issuer: issuer?.name ? text(`${issuer.kind ?? "Issuer"}/${issuer.name}`, 320) : undefined,
      notBefore: text(status?.notBefore, 32),
      notAfter: text(status?.notAfter, 32),
      renewalTime: text(status?.renewalTime, 32),
      gitOpsOwner: gitOpsOwner(certificate) ?? undefined,
      conditions: conditionFacts(status?.conditions),
    }),
  };
}
