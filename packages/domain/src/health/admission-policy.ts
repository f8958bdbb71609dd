import type { HealthAssessment } from "@holdfast/contracts/health";
import { isBehind, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface AdmissionPolicy extends KubeObject {
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: { readonly expressionWarnings?: readonly { readonly fieldRef?: string; readonly warning?: string }[] };
  };
}

/** A policy whose expressions do not type-check may refuse or admit by accident. */
export function assessAdmissionPolicy(policy: AdmissionPolicy): HealthAssessment {
  if (isTerminating(policy)) return verdict("Progressing", "Terminating");
  const [first] = policy.status?.typeChecking?.expressionWarnings ?? [];
  if (first) return verdict("Degraded", "TypeWarnings", `${first.fieldRef ?? ""}: ${first.warning ?? ""}`);
  if (isBehind(policy, policy.status?.observedGeneration))
    return verdict("Progressing", "Pending", "The API server has not type-checked it yet.");
  return verdict("Healthy", "Checked");
}
