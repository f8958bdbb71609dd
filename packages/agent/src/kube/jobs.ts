import type { Condition, KubeObject } from "@holdfast/domain/health/kube-object";

const batch = (plural: string, kind: string) => ({ group: "batch", version: "v1", plural, kind, isNamespaced: true });

/** Jobs and CronJobs. `batch/v1` is served by every version that is alive. */
export const JOBS = batch("jobs", "Job");
export const CRON_JOBS = batch("cronjobs", "CronJob");

/** The annotation that names the CronJob from which Holdfast made a Job. */
export const MADE_FROM = "holdfast.dev/made-from";

/** What is read of a CronJob. */
export interface CronJob extends KubeObject {
  readonly spec?: {
    readonly jobTemplate?: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
      readonly spec?: { readonly ttlSecondsAfterFinished?: number };
    };
  };
}

/** What is read of a Job. */
export interface Job extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}
