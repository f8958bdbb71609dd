import { z } from "zod";
import { KarmadaPlacement } from "../commands/karmada-set-placement";
import { readsFields } from "../declared-fields";

/** How far a policy of Karmada is carried out. */
export const KarmadaPolicyStatus = z.object({
  /** It places by groups of clusters in an order, which exclude plain names. */
  hasGroups: z.boolean(),
  /** It is carried out only when a workload is next changed. */
  isLazy: z.boolean(),
  isSuspended: z.boolean(),
  /** How many workloads it places, and how many are placed and healthy as it says now. */
  workloads: z.number().int(),
  settled: z.number().int(),
});
export type KarmadaPolicyStatus = z.infer<typeof KarmadaPolicyStatus>;

/** Where a policy of Karmada places its workloads, and how far it is carried out. */
export const karmadaReadPlacement = readsFields("karmada.read-placement", KarmadaPlacement, KarmadaPolicyStatus, "either");
