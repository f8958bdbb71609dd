import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `rollout.pause`: Argo Rollouts takes no further step of a Rollout's update, or with `paused: false` goes on with it. */
export const RolloutPause = z.strictObject({
  cluster: DnsLabel,
  namespace: ObjectName,
  name: ObjectName,
  paused: z.boolean().default(true),
});
export type RolloutPause = z.infer<typeof RolloutPause>;
