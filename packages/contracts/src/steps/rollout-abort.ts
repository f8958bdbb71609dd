import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `rollout.abort`: the update of a Rollout is given up and its stable version serves; undone, the update is tried again. */
export const RolloutAbort = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName });
export type RolloutAbort = z.infer<typeof RolloutAbort>;
