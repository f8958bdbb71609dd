import { z } from "zod";
import { agentContract } from "../command";
import { Chaos } from "../commands/chaos-inject";
import { ObjectName } from "../ids";

/** How an experiment stands, by Chaos Mesh's own conditions. `other`: an object of its name that is not of Holdfast. */
export const ChaosState = z.object({
  state: z.enum(["absent", "ours", "other"]),
  isGoing: z.boolean(),
  isSelected: z.boolean(),
  isInjected: z.boolean(),
  isRecovered: z.boolean(),
});
export type ChaosState = z.infer<typeof ChaosState>;

/** How many pods an experiment would be about, and how one of that name stands. `isGoing`: it is being taken away. */
export const chaosRead = agentContract(
  "chaos.read",
  z.strictObject({ namespace: Chaos.shape.namespace, pods: Chaos.shape.pods, fault: Chaos.shape.fault, name: ObjectName }),
  z.object({ isServed: z.boolean(), matching: z.number().int(), experiment: ChaosState }),
);
