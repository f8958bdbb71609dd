import type { HealthAssessment } from "@holdfast/contracts/health";
import { isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface ValidationMessage {
  readonly level?: string;
  readonly type?: { readonly code?: string; readonly name?: string };
  readonly documentationUrl?: string;
}
interface IstioConfig extends KubeObject {
  readonly status?: { readonly validationMessages?: readonly ValidationMessage[] };
}

/** Istio's own analysis speaks through validation messages, where it is switched on; without them the object is simply there. */
export function assessIstioConfig(config: IstioConfig): HealthAssessment {
  if (isTerminating(config)) return verdict("Progressing", "Terminating");
  const error = config.status?.validationMessages?.find((each) => each.level?.toUpperCase() === "ERROR");
  if (error)
    return verdict("Degraded", error.type?.code ?? "Invalid", `${error.type?.name ?? "Invalid"} ${error.documentationUrl ?? ""}`.trim());
  return verdict("Healthy", "Present");
}
