import { z } from "zod";
import { agentContract } from "../command";
import { ObjectName } from "../ids";

/** The workloads whose replicas are set through the `scale` subresource. */
export const ScalableKind = z.enum(["Deployment", "StatefulSet"]);
export type ScalableKind = z.infer<typeof ScalableKind>;

/**
 * Sets the replicas of a workload, if they still are what the sender saw. Already at the target is success.
 * Refused: `ReplicasDrifted`, `OwnedByAutoscaler`, `NotFound`.
 */
export const workloadScale = agentContract(
  "workload.scale",
  z.strictObject({
    kind: ScalableKind,
    namespace: ObjectName,
    name: ObjectName,
    replicas: z.number().int().min(0).max(5000),
    expectReplicas: z.number().int().min(0).max(5000),
  }),
  z.object({ previous: z.number().int(), hasChanged: z.boolean() }),
);
