import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** What a drain would do with one pod. `risks` are what a person has to agree to first. */
export const DrainedPod = z.object({
  namespace: z.string(),
  name: z.string(),
  /** Its controller as kind and name, null when nothing would make it anew. */
  controller: z.string().nullable(),
  /** Why it stays: a DaemonSet's, or the node's own. Null when it would be evicted. */
  keptBy: z.enum(["DaemonSet", "Mirror"]).nullable(),
  risks: z.array(z.enum(["Unmanaged", "LocalData"])),
  /** What would not let it go now, in the API server's words; null when nothing would. */
  blockedBy: z.string().nullable(),
});
export type DrainedPod = z.infer<typeof DrainedPod>;

/** What a drain of a node would meet now: every pod on it, and by a dry run what would hold it back. Nothing is written. */
export const nodeDrainPlan = agentContract(
  "node.drain-plan",
  z.strictObject({ name: ObjectName }),
  z.object({ exists: z.boolean(), pods: z.array(DrainedPod) }),
);
