import { z } from "zod";
import { ScalableKind } from "../commands/workload-scale";
import { DnsLabel, ObjectName } from "../ids";

/** `workload.scale`: a workload of one site runs this many ready replicas. */
export const WorkloadScale = z.strictObject({
  cluster: DnsLabel,
  kind: ScalableKind.default("Deployment"),
  namespace: ObjectName,
  name: ObjectName,
  replicas: z.number().int().min(0).max(5000),
});
export type WorkloadScale = z.infer<typeof WorkloadScale>;
