import { z } from "zod";

/** What Argo CD says of an Application, in its own words; empty where it has said nothing yet. */
export const ArgoApplicationStatus = z.object({
  operation: z.string(),
  message: z.string(),
  sync: z.string(),
  health: z.string(),
  /** The destination that the synchronisation state was last compared with. */
  comparedTo: z.object({ server: z.string(), name: z.string(), namespace: z.string() }),
});
export type ArgoApplicationStatus = z.infer<typeof ArgoApplicationStatus>;
