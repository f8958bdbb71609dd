import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Gateway extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Accepted, then programmed, both for the newest generation. */
export function assessGateway(gateway: Gateway): HealthAssessment {
  if (isTerminating(gateway)) return verdict("Progressing", "Terminating");
  for (const type of ["Accepted", "Programmed"]) {
    const found = condition(gateway.status?.conditions, type);
    if (found?.status === "False") return verdict("Degraded", found.reason ?? `Not${type}`, found.message);
    const isCurrent = (found?.observedGeneration ?? 0) >= (gateway.metadata?.generation ?? 0);
    if (found?.status !== "True" || !isCurrent)
      return verdict("Progressing", "Pending", found?.message ?? "No controller has taken it yet.");
  }
  return verdict("Healthy", "Programmed");
}
