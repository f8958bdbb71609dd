import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isBehind, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Certificate extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[]; readonly notAfter?: string };
}

/**
 * A certificate of cert-manager: `Ready` by its controller, which also says so when it has expired. Whether it lasts long enough is judged where
 * time is known: the health of an object is computed when it changes.
 */
export function assessCertificate(certificate: Certificate): HealthAssessment {
  if (isTerminating(certificate)) return verdict("Progressing", "Terminating");
  const ready = condition(certificate.status?.conditions, "Ready");
  if (ready?.status === "True")
    return isBehind(certificate, ready.observedGeneration)
      ? verdict("Progressing", "Issuing", "The newest generation is not issued yet.")
      : verdict("Healthy", "Ready");
  const issuing = condition(certificate.status?.conditions, "Issuing");
  if (issuing?.status === "True") return verdict("Progressing", "Issuing", issuing.message);
  if (ready?.status === "False") return verdict("Degraded", ready.reason ?? "NotReady", ready.message);
  return verdict("Progressing", "Pending", "No controller has taken it yet.");
}
