import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `karmada.set-placement`: a PropagationPolicy of Karmada, or without a namespace a ClusterPropagationPolicy, places its workloads on these member clusters, and they are healthy there. `cluster` is the one whose agent sees Karmada's API: a site, or one of the plan's others. */
export const KarmadaSetPlacement = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName.nullable().default(null),
  name: ObjectName,
  clusterNames: z.array(ObjectName).min(1).max(500),
});
export type KarmadaSetPlacement = z.infer<typeof KarmadaSetPlacement>;
