import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Whether the storage refuses what comes from the addresses of a NetworkFence. */
export const StorageFenceState = z.strictObject({ fenceState: z.enum(["Fenced", "Unfenced"]) });
export type StorageFenceState = z.infer<typeof StorageFenceState>;

/**
 * Sets `spec.fenceState` of a NetworkFence of CSI-Addons, if it still is what the sender saw. Refused: `FieldsDrifted`,
 * `NotFound`, `KindAbsent`.
 */
export const storageFence = setsFields("storage.fence", StorageFenceState, "cluster");
