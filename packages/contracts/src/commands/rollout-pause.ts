import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Whether a Rollout is paused by hand. */
export const RolloutPaused = z.strictObject({ paused: z.boolean() });
export type RolloutPaused = z.infer<typeof RolloutPaused>;

/** Sets `spec.paused` of an Argo Rollout, if it still is what the sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`. */
export const rolloutPause = setsFields("rollout.pause", RolloutPaused);
