import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Namespace extends KubeObject {
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] };
}

/** A namespace that cannot be emptied is Degraded: it stays Terminating until a person acts. */
export function assessNamespace(namespace: Namespace): HealthAssessment {
  const isGoing = namespace.status?.phase === "Terminating" || isTerminating(namespace);
  if (!isGoing) return verdict("Healthy", namespace.status?.phase ?? "Active");
  const obstacle = namespace.status?.conditions?.find((each) => each.status === "True" && each.type?.endsWith("Failure"));
  if (obstacle) return verdict("Degraded", "Terminating", obstacle.message ?? obstacle.reason);
  return verdict("Progressing", "Terminating");
}
