import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `cronjob.suspend`: a CronJob of one site starts no Jobs any more, or with `suspend: false` starts them again. Jobs that run are waited for, unless `waitForJobs` is false. */
export const CronJobSuspend = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName,
  name: ObjectName,
  suspend: z.boolean().default(true),
  waitForJobs: z.boolean().default(true),
});
export type CronJobSuspend = z.infer<typeof CronJobSuspend>;
