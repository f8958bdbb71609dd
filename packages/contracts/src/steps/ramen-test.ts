import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `ramen.test`: Ramen tries a failover of a workload to `to`, a cluster of its DRPolicy, while the workload runs on where it is; undone, the test ends. Its Ramen has to know `spec.dryRun`. `cluster` is where Ramen's hub operator runs: a site, or one of the plan's others. */
export const RamenTest = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName, to: ObjectName });
export type RamenTest = z.infer<typeof RamenTest>;
