import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface CustomResourceDefinition extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** Served or not, and whether its names were free. */
export function assessCustomResourceDefinition(definition: CustomResourceDefinition): HealthAssessment {
  if (isTerminating(definition)) return verdict("Progressing", "Terminating");
  const conditions = definition.status?.conditions;
  const names = condition(conditions, "NamesAccepted");
  if (names?.status === "False") return verdict("Degraded", names.reason ?? "NamesNotAccepted", names.message);
  const established = condition(conditions, "Established");
  if (established?.status !== "True") return verdict("Progressing", "Pending", established?.message);
  const schema = condition(conditions, "NonStructuralSchema");
  if (schema?.status === "True") return verdict("Degraded", "NonStructuralSchema", schema.message);
  return verdict("Healthy", "Established");
}
