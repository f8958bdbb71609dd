import { z } from "zod";

/** What Argo Rollouts says of a Rollout, in its own words; empty where it has said nothing yet. */
export const RolloutStatus = z.object({
  phase: z.string(),
  message: z.string(),
  /** The versions, by their hashes: the one that serves for good, and the one that is to come. The same when no update is under way. */
  stable: z.string(),
  current: z.string(),
  isAborted: z.boolean(),
});
export type RolloutStatus = z.infer<typeof RolloutStatus>;
