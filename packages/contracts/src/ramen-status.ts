import { z } from "zod";

/** What Ramen says of a DRPlacementControl, in its own words; empty where it has said nothing yet. */
export const RamenStatus = z.object({
  phase: z.string(),
  progression: z.string(),
  /** The cluster that the workload was last placed on. */
  runsOn: z.string(),
  /** The status of each condition: `True`, `False` or `Unknown`. */
  available: z.string(),
  peerReady: z.string(),
  protected: z.string(),
  /** When all volumes were last synchronised; null where Ramen does not say, as for storage that is synchronous. */
  lastSyncAt: z.string().nullable(),
});
export type RamenStatus = z.infer<typeof RamenStatus>;
