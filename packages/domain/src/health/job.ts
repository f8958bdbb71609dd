import type { HealthAssessment } from "@holdfast/contracts/health";
import { type Condition, condition, isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface Job extends KubeObject {
  readonly spec?: { readonly suspend?: boolean };
  readonly status?: { readonly active?: number; readonly conditions?: readonly Condition[] };
}

/** A job has an end, and its conditions say which. */
export function assessJob(job: Job): HealthAssessment {
  const conditions = job.status?.conditions;
  const failed = ["Failed", "FailureTarget"].map((type) => condition(conditions, type)).find((each) => each?.status === "True");
  if (failed) return verdict("Degraded", failed.reason ?? "Failed", failed.message);
  const isDone = ["Complete", "SuccessCriteriaMet"].some((type) => condition(conditions, type)?.status === "True");
  if (isDone) return verdict("Healthy", "Complete");
  if (isTerminating(job)) return verdict("Progressing", "Terminating");
  if (job.spec?.suspend || condition(conditions, "Suspended")?.status === "True") return verdict("Suspended", "Suspended");
  return job.status?.active ? verdict("Progressing", "Running") : verdict("Progressing", "Pending");
}
