import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `hpa.set-bounds`: an autoscaler of one site keeps its workload within these bounds; a bound that is not given stays. */
export const HpaSetBounds = z
  .strictObject({
    cluster: DnsLabel,
    namespace: ObjectName,
    name: ObjectName,
    minReplicas: z.number().int().min(0).max(5000).nullable().default(null),
    maxReplicas: z.number().int().min(1).max(5000).nullable().default(null),
  })
  .refine((p) => p.minReplicas !== null || p.maxReplicas !== null, {
    path: ["minReplicas"],
    message: "minReplicas or maxReplicas must be given",
  })
  .refine((p) => p.minReplicas === null || p.maxReplicas === null || p.minReplicas <= p.maxReplicas, {
    path: ["minReplicas"],
    message: "minReplicas must be at most maxReplicas",
  });
export type HpaSetBounds = z.infer<typeof HpaSetBounds>;
