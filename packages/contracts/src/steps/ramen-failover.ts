import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `ramen.failover`: Ramen fails a workload over to `to`, a cluster of its DRPolicy, and the workload is available there. What was not replicated is lost. `cluster` is where Ramen's hub operator runs: a site, or one of the plan's others. */
export const RamenFailover = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName, to: ObjectName });
export type RamenFailover = z.infer<typeof RamenFailover>;
