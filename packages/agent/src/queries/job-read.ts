import { type JobState, jobRead } from "@holdfast/contracts/queries/job-read";
import { condition } from "@holdfast/domain/health/kube-object";
import { CRON_JOBS, JOBS, type Job } from "../kube/jobs";
import { defineQuery } from "./define-query";

function stateOf({ status }: Job): JobState {
  if (condition(status?.conditions, "Complete")?.status === "True") return { state: "complete", said: "" };
  const failed = condition(status?.conditions, "Failed");
  if (failed?.status !== "True") return { state: "running", said: "" };
  return { state: "failed", said: [failed.reason, failed.message].filter(Boolean).join(": ") };
}

/** `job.read`: whether a CronJob is there, and how far a Job is. */
export const readJob = defineQuery({
  contract: jobRead,
  rbac: [{ apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: ["get"] }],
  async handle({ kube }, { namespace, cronJob, job }) {
    const [template, made] = await Promise.all([
      kube.read({ resource: CRON_JOBS, namespace, name: cronJob }),
      kube.read<Job>({ resource: JOBS, namespace, name: job }),
    ]);
    return { hasCronJob: template !== undefined, job: made ? stateOf(made) : null };
  },
});
