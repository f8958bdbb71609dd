import { z } from "zod";
import { StorageFenceState } from "../commands/storage-fence";
import { readsFields } from "../declared-fields";

/** What CSI-Addons says of a NetworkFence; empty where it has said nothing yet. */
export const FenceStatus = z.object({
  result: z.string(),
  message: z.string(),
  /** The addresses that are fenced off, as the owner of the NetworkFence wrote them. */
  cidrs: z.array(z.string()),
});
export type FenceStatus = z.infer<typeof FenceStatus>;

/** Whether the storage is to refuse what comes from some addresses, and whether it does. */
export const storageReadFence = readsFields("storage.read-fence", StorageFenceState, FenceStatus, "cluster");
