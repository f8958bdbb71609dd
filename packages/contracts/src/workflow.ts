import { z } from "zod";

/**
 * The workflows of a failover plan: `activate` moves the group from the plan's primary to its standby, `failback` brings it back.
 * A run is of one of them, and for a run the primary is the site that it leaves.
 */
export const WorkflowName = z.enum(["activate", "failback"]);
export type WorkflowName = z.infer<typeof WorkflowName>;
