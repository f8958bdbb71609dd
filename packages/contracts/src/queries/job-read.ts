import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** How far a Job is. `said` is its word for a failure. */
export const JobState = z.object({ state: z.enum(["running", "complete", "failed"]), said: z.string() });
export type JobState = z.infer<typeof JobState>;

/** Whether a CronJob is there, and how far a Job is that was made from it. `job` is null where there is none of that name. */
export const jobRead = agentContract(
  "job.read",
  z.strictObject({ namespace: ObjectName, cronJob: ObjectName, job: ObjectName }),
  z.object({ hasCronJob: z.boolean(), job: JobState.nullable() }),
);
