import { jobRun } from "@holdfast/contracts/commands/job-run";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { CRON_JOBS, type CronJob, JOBS, MADE_FROM } from "../kube/jobs";
import { aboutObject } from "../objects/about-object";
import { defineCommand, Refused } from "./define-command";
import { untilNotOvertaken } from "./until-not-overtaken";

/** The Job as its CronJob would make it, but for what tidies it away: that it has ended must be seen, and kept. */
function jobOf({ spec }: CronJob, cronJob: string, namespace: string, name: string): KubeObject {
  const { metadata, spec: template } = spec?.jobTemplate ?? {};
  const { ttlSecondsAfterFinished: _, ...kept } = template ?? {};
  const annotations = { ...metadata?.annotations, [MADE_FROM]: cronJob };
  return { apiVersion: "batch/v1", kind: "Job", metadata: { name, namespace, labels: metadata?.labels ?? {}, annotations }, spec: kept };
}

/** `job.run`: one Job from a CronJob's template, by a name that the sender chose, so that there can be no second one. */
export const runJob = defineCommand({
  contract: jobRun,
  rbac: [
    { apiGroups: ["batch"], resources: ["cronjobs"], verbs: ["get"] },
    { apiGroups: ["batch"], resources: ["jobs"], verbs: ["get", "create"] },
  ],
  handle: ({ kube }, { namespace, cronJob, job }) =>
    untilNotOvertaken(async () => {
      const ref = { resource: JOBS, namespace, name: job };
      const about = { ...aboutObject(ref), fields: [] };
      const made = await kube.read(ref);
      if (made && made.metadata?.annotations?.[MADE_FROM] !== cronJob)
        throw new Refused("NameTaken", `There is a Job ${namespace}/${job} that was not made from ${cronJob}.`);
      if (made) return { output: { hasChanged: false }, changes: [{ ...about, operation: "none", warnings: [] }] };
      const template = await kube.read<CronJob>({ resource: CRON_JOBS, namespace, name: cronJob });
      if (!template) throw new Refused("NotFound", `There is no CronJob ${namespace}/${cronJob}.`);
      const { warnings } = await kube.create(ref, jobOf(template, cronJob, namespace, job));
      return { output: { hasChanged: true }, changes: [{ ...about, operation: "create", warnings: [...warnings] }] };
    }),
});
