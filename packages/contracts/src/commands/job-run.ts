import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/**
 * Makes a Job from the template of a CronJob, under the name that is given: there is one Job of that name, however often it is
 * ordered. It belongs to nobody and is not tidied away by itself. One that was made so already is success. Refused:
 * `NotFound` (no such CronJob), `NameTaken`.
 */
export const jobRun = agentContract(
  "job.run",
  z.strictObject({
    namespace: ObjectName,
    cronJob: ObjectName,
    job: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
      .max(63),
  }),
  z.object({ hasChanged: z.boolean() }),
);
