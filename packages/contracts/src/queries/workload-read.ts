import { z } from "zod";
import { agentContract } from "../command";
import { ScalableKind } from "../commands/workload-scale";
import { ObjectName } from "../ids";

/** A workload's replicas, and what else wants to set them, read now. `autoscaler` is the HorizontalPodAutoscaler that owns them. */
export const workloadRead = agentContract(
  "workload.read",
  z.strictObject({ kind: ScalableKind, namespace: ObjectName, name: ObjectName }),
  z.object({
    exists: z.boolean(),
    replicas: z.number().int(),
    readyReplicas: z.number().int(),
    isObserved: z.boolean(),
    autoscaler: z.string().nullable(),
    gitOpsOwner: z.string().nullable(),
    /** What one replica asks for, summed over its containers. */
    perReplica: z.object({ cpuMillis: z.number(), memoryBytes: z.number() }),
  }),
);
