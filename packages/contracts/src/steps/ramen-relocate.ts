import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `ramen.relocate`: Ramen moves a workload to `to`, a cluster of its DRPolicy, after a last synchronisation, and the old place is cleaned up. Both of its clusters have to be well. `cluster` is where Ramen's hub operator runs: a site, or one of the plan's others. */
export const RamenRelocate = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName, to: ObjectName });
export type RamenRelocate = z.infer<typeof RamenRelocate>;
