import { CronJobSuspension, cronJobSuspend } from "@holdfast/contracts/commands/cronjob-suspend";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { defineCommand } from "./define-command";

/** Whether a CronJob starts Jobs. */
export const cronJobSuspension = declaredFields({
  kind: { group: "batch", plural: "cronjobs", kind: "CronJob", versions: ["v1"] },
  values: CronJobSuspension,
  pointers: { suspend: "/spec/suspend" },
  absent: { suspend: false },
});

/** `cronjob.suspend`: whether a CronJob starts Jobs, and nothing else of it. */
export const suspendCronJob = defineCommand({
  contract: cronJobSuspend,
  rbac: maySet(cronJobSuspension),
  handle: ({ kube }, order) => setFields(kube, cronJobSuspension, order),
});
