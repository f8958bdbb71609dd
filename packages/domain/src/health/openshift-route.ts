import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface OpenshiftRoute extends KubeObject {
  readonly status?: { readonly ingress?: readonly { readonly routerName?: string; readonly conditions?: readonly Condition[] }[] };
}

/** A route must be admitted by every router that looks at it. */
export function assessOpenshiftRoute(route: OpenshiftRoute): HealthAssessment {
  if (isTerminating(route)) return verdict("Progressing", "Terminating");
  const routers = route.status?.ingress ?? [];
  for (const router of routers) {
    const admitted = condition(router.conditions, "Admitted");
    if (admitted?.status === "False") return verdict("Degraded", admitted.reason ?? "NotAdmitted", admitted.message);
  }
  const isAdmitted = routers.length > 0 && routers.every((router) => condition(router.conditions, "Admitted")?.status === "True");
  return isAdmitted ? verdict("Healthy", "Admitted") : verdict("Progressing", "Pending", "No router has admitted it yet.");
}
