import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface HttpRoute extends KubeObject {
  readonly status?: {
    readonly parents?: readonly { readonly parentRef?: { readonly name?: string }; readonly conditions?: readonly Condition[] }[];
  };
}

/** A route is as well as the worst of the gateways that it is attached to. */
export function assessHttpRoute(route: HttpRoute): HealthAssessment {
  if (isTerminating(route)) return verdict("Progressing", "Terminating");
  const parents = route.status?.parents ?? [];
  for (const parent of parents) {
    const wrong = ["Accepted", "ResolvedRefs"].map((type) => condition(parent.conditions, type)).find((each) => each?.status === "False");
    if (wrong)
      return verdict("Degraded", wrong.reason ?? `Not${wrong.type}`, `${parent.parentRef?.name ?? "gateway"}: ${wrong.message ?? ""}`);
  }
  const isTaken = (conditions: readonly Condition[] | undefined) => {
    const accepted = condition(conditions, "Accepted");
    return accepted?.status === "True" && (accepted.observedGeneration ?? 0) >= (route.metadata?.generation ?? 0);
  };
  if (parents.length === 0 || !parents.every((parent) => isTaken(parent.conditions)))
    return verdict("Progressing", "Pending", "No gateway has taken the newest generation yet.");
  return verdict("Healthy", "Accepted");
}
