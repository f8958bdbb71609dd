import { z } from "zod";
import { CronJobSuspension } from "../commands/cronjob-suspend";
import { readsFields } from "../declared-fields";

/** Whether a CronJob is suspended, and the names of its Jobs that run now. */
export const cronJobReadSuspend = readsFields("cronjob.read-suspend", CronJobSuspension, z.object({ active: z.array(z.string()) }));
