import { z } from "zod";
import { setsFields } from "../declared-fields";

/** What is asked of Ramen for one workload, and where it is to go. `dryRun` makes a failover a test of one. */
export const RamenAction = z.strictObject({
  action: z.enum(["Failover", "Relocate"]).nullable(),
  failoverCluster: z.string().max(253).nullable(),
  preferredCluster: z.string().max(253).nullable(),
  dryRun: z.boolean().nullable(),
});
export type RamenAction = z.infer<typeof RamenAction>;

/**
 * Sets the action of a Ramen DRPlacementControl, if it still is what the sender saw. Refused: `FieldsDrifted`, `NotFound`,
 * `KindAbsent`, `FieldUnknown` where its Ramen knows no `dryRun`.
 */
export const ramenSetAction = setsFields("ramen.set-action", RamenAction);
