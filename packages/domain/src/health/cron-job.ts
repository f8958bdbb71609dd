import type { HealthAssessment } from "@holdfast/contracts/health";
import { isTerminating, type KubeObject } from "./kube-object";
import { verdict } from "./verdict";

interface CronJob extends KubeObject {
  readonly spec?: { readonly suspend?: boolean };
  readonly status?: { readonly active?: readonly object[] };
}

/** A schedule is on or off; how its jobs end is told by the jobs. */
export function assessCronJob(cronJob: CronJob): HealthAssessment {
  if (isTerminating(cronJob)) return verdict("Progressing", "Terminating");
  if (cronJob.spec?.suspend) return verdict("Suspended", "Suspended");
  return verdict("Healthy", cronJob.status?.active?.length ? "Running" : "Scheduled");
}
