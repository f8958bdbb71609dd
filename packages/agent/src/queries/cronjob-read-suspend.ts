import { cronJobReadSuspend } from "@holdfast/contracts/queries/cronjob-read-suspend";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { cronJobSuspension } from "../commands/cronjob-suspend";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { defineQuery } from "./define-query";

interface CronJob extends KubeObject {
  readonly status?: { readonly active?: readonly { readonly name?: string }[] };
}

/** `cronjob.read-suspend`: whether a CronJob is suspended, and which of its Jobs run. */
export const readCronJobSuspension = defineQuery({
  contract: cronJobReadSuspend,
  rbac: [mayGet(cronJobSuspension)],
  handle: ({ kube }, target) =>
    readFields(kube, cronJobSuspension, target, ({ status }: CronJob) => ({
      active: (status?.active ?? []).map(({ name = "" }) => name),
    })),
});
