import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `storage.fence`: the storage refuses what comes from the addresses of a NetworkFence of CSI-Addons, which its owner prepares in the state `Unfenced`; or with `state: Unfenced` takes it again. */
export const StorageFence = z.strictObject({
  cluster: DnsLabel,
  name: ObjectName,
  state: z.enum(["Fenced", "Unfenced"]).default("Fenced"),
});
export type StorageFence = z.infer<typeof StorageFence>;
