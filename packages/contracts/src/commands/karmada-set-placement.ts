import { z } from "zod";
import { setsFields } from "../declared-fields";

/** The member clusters that a policy of Karmada places its workloads on; null where it does not name any. */
export const KarmadaPlacement = z.strictObject({ clusterNames: z.array(z.string().min(1).max(253)).max(500).nullable() });
export type KarmadaPlacement = z.infer<typeof KarmadaPlacement>;

/**
 * Sets the cluster names of a PropagationPolicy, or without a namespace of a ClusterPropagationPolicy, if they still are what the
 * sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`.
 */
export const karmadaSetPlacement = setsFields("karmada.set-placement", KarmadaPlacement, "either");
