import type { HealthAssessment } from "@holdfast/contracts/health";
import { isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Service extends KubeObject {
  readonly spec?: { readonly type?: string };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly object[] } };
}

/** Only a load balancer has something to wait for: its address. */
export function assessService(service: Service): HealthAssessment {
  if (isTerminating(service)) return verdict("Progressing", "Terminating");
  const type = service.spec?.type ?? "ClusterIP";
  if (type === "LoadBalancer" && !service.status?.loadBalancer?.ingress?.length)
    return verdict("Progressing", "NoAddress", "The load balancer has no address yet.");
  return verdict("Healthy", type);
}
