import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Whether the update of a Rollout is given up. */
export const RolloutAborted = z.strictObject({ abort: z.boolean() });
export type RolloutAborted = z.infer<typeof RolloutAborted>;

/** Sets `status.abort` of an Argo Rollout, if it still is what the sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`. */
export const rolloutAbort = setsFields("rollout.abort", RolloutAborted);
