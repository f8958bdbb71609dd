import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `job.run`: a Job is made once from a CronJob's template at one site, and completes. What it did can't be undone. */
export const JobRun = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, cronJob: ObjectName });
export type JobRun = z.infer<typeof JobRun>;
