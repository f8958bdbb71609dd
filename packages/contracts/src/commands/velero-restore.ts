import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** What of a backup is brought back: namespaces (all where there are none), some of them under other names, and what becomes of objects that are there already. */
export const RestoreScope = z.strictObject({
  includedNamespaces: z.array(ObjectName).max(100),
  namespaceMapping: z.record(ObjectName, ObjectName),
  existingResourcePolicy: z.enum(["none", "update"]),
});
export type RestoreScope = z.infer<typeof RestoreScope>;

/**
 * Makes a Restore of one backup, under the name that is given: there is one Restore of that name, however often it is ordered.
 * One that was made so already is success. Refused: `KindAbsent`, `NotFound` (no such backup), `BackupIncomplete`, `NameTaken`.
 */
export const veleroRestore = agentContract(
  "velero.restore",
  z.strictObject({ namespace: ObjectName, backup: ObjectName, restore: ObjectName, ...RestoreScope.shape }),
  z.object({ hasChanged: z.boolean() }),
);
