import { z } from "zod";
import { setsFields } from "../declared-fields";

/** Whether the update of a Rollout is to go to its end at once. */
export const RolloutPromotion = z.strictObject({ promoteFull: z.boolean() });
export type RolloutPromotion = z.infer<typeof RolloutPromotion>;

/** Sets `status.promoteFull` of an Argo Rollout, if it still is what the sender saw. Refused: `FieldsDrifted`, `NotFound`, `KindAbsent`. */
export const rolloutPromote = setsFields("rollout.promote", RolloutPromotion);
