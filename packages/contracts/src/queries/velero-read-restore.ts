import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** One backup as Velero says of it. `completedAt` is null where it has not ended, `location` where its storage is not known. */
export const BackupFacts = z.object({
  name: z.string(),
  phase: z.string(),
  completedAt: z.iso.datetime({ offset: true }).nullable(),
  location: z.object({ name: z.string(), phase: z.string() }).nullable(),
});
export type BackupFacts = z.infer<typeof BackupFacts>;

/** How far a Restore is. `said` is Velero's word for a failure. */
export const RestoreFacts = z.object({
  backup: z.string(),
  phase: z.string(),
  errors: z.number().int(),
  warnings: z.number().int(),
  restored: z.number().int(),
  total: z.number().int(),
  said: z.string(),
});
export type RestoreFacts = z.infer<typeof RestoreFacts>;

/** A backup, by its name or as the newest complete one of a schedule, and a Restore by its name; null where there is none. */
export const veleroReadRestore = agentContract(
  "velero.read-restore",
  z.strictObject({ namespace: ObjectName, backup: ObjectName.nullable(), schedule: ObjectName.nullable(), restore: ObjectName }),
  z.object({ isServed: z.boolean(), backup: BackupFacts.nullable(), restore: RestoreFacts.nullable() }),
);
