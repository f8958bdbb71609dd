import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Whether a CronJob starts Jobs. */
export const CronJobSuspension = z.strictObject({ suspend: z.boolean() });
export type CronJobSuspension = z.infer<typeof CronJobSuspension>;

/** Sets `spec.suspend` of a CronJob, if it still is what the sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`. */
export const cronJobSuspend = setsFields("cronjob.suspend", CronJobSuspension);
