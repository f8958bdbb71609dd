import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `karmada.evict`: what Karmada has placed on its member cluster `name` has to leave it, by a `NoExecute` taint that is Holdfast's own, and has left. Its Karmada must evict by taints, which is switched off by default. Undone, the taint goes, and what left stays where it is. `cluster` is the one whose agent sees Karmada's API: a site, or one of the plan's others. */
export const KarmadaEvict = z.strictObject({ cluster: DnsLabel, name: ObjectName });
export type KarmadaEvict = z.infer<typeof KarmadaEvict>;
