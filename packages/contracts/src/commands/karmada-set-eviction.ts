import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Whether Holdfast's own taint is on a member cluster of Karmada, by which what does not tolerate it has to leave. */
export const KarmadaEviction = z.strictObject({ isEvicted: z.boolean() });
export type KarmadaEviction = z.infer<typeof KarmadaEviction>;

/**
 * Puts Holdfast's taint on a Cluster of Karmada, or takes it away, if that still is as the sender saw; other taints stay. Refused:
 * `FieldsDrifted`, `NotFound`, `KindAbsent`.
 */
export const karmadaSetEviction = setsFields("karmada.set-eviction", KarmadaEviction, "cluster");
