import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `rollout.promote`: the update of a Rollout goes to its end at once, past its pauses and analyses, and its new version serves. */
export const RolloutPromote = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName });
export type RolloutPromote = z.infer<typeof RolloutPromote>;
