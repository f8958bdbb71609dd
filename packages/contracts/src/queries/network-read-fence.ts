import { z } from "zod";
import { agentContract } from "../command";
import { Fence } from "../commands/network-fence";

/** Whether a fence stands. `other`: an object of its name that is not it, or was changed since. */
export const FenceState = z.enum(["absent", "stands", "other"]);
export type FenceState = z.infer<typeof FenceState>;

/** Whether a fence stands, under which name, and which policies of its namespace would let traffic through beside it. */
export const networkReadFence = agentContract(
  "network.read-fence",
  Fence,
  z.object({
    isServed: z.boolean(),
    hasNamespace: z.boolean(),
    name: z.string(),
    state: FenceState,
    /** By name; only a NetworkPolicy's fence can have holes. */
    holes: z.array(z.string()).max(100),
  }),
);
