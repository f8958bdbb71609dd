import { z } from "zod";

/** The name of the information by which Holdfast knows an operation again that it has asked for. */
export const OPERATION_INFO = "holdfast";

/** What Argo CD says of an Application, in its own words; empty where it has said nothing yet. */
export const ArgoApplicationStatus = z.object({
  operation: z.string(),
  message: z.string(),
  /** By whom the last operation was asked for, where it was Holdfast: the step of the run. */
  operationKey: z.string(),
  sync: z.string(),
  health: z.string(),
  /** The destination that the synchronisation state was last compared with. */
  comparedTo: z.object({ server: z.string(), name: z.string(), namespace: z.string() }),
});
export type ArgoApplicationStatus = z.infer<typeof ArgoApplicationStatus>;
