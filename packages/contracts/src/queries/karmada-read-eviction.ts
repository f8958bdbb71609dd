import { z } from "zod";
import { KarmadaEviction } from "../commands/karmada-set-eviction";
import { readsFields } from "../declared-fields";

/** What a member cluster of Karmada still holds. */
export const KarmadaClusterStatus = z.object({
  isReady: z.boolean(),
  /** How many workloads are placed on it, and how many are on their way out. */
  placed: z.number().int(),
  leaving: z.number().int(),
});
export type KarmadaClusterStatus = z.infer<typeof KarmadaClusterStatus>;

/** Whether a member cluster of Karmada is being evicted, and what it still holds. */
export const karmadaReadEviction = readsFields("karmada.read-eviction", KarmadaEviction, KarmadaClusterStatus, "cluster");
