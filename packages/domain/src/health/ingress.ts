import type { HealthAssessment } from "@holdfast/contracts/health";
import { isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Ingress extends KubeObject {
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly object[] } };
}

/** An ingress is taken once a controller has written its address. */
export function assessIngress(ingress: Ingress): HealthAssessment {
  if (isTerminating(ingress)) return verdict("Progressing", "Terminating");
  return ingress.status?.loadBalancer?.ingress?.length
    ? verdict("Healthy", "Admitted")
    : verdict("Progressing", "NoAddress", "No ingress controller has given it an address.");
}
