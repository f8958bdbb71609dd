import { z } from "zod";
import { GateView } from "./gate";

const Reason = z.string().trim().min(3, "say why, in 3 to 500 characters").max(500, "say why, in 3 to 500 characters");

/** Stops every rollout at once: none orders anything any more. */
export const StopRollouts = z.strictObject({ reason: Reason });
export type StopRollouts = z.infer<typeof StopRollouts>;

/** Lets rollouts go on. `version` is the stop that the caller saw: a later one is not lifted by accident. */
export const ReleaseRollouts = z.strictObject({ reason: Reason, version: z.number().int().positive() });
export type ReleaseRollouts = z.infer<typeof ReleaseRollouts>;

/** The kill switch of rollouts as its readers see it. */
export const RolloutSwitchView = z.object({
  /** Null while rollouts may go on. */
  stop: z.object({ byName: z.string(), reason: z.string(), at: z.date() }).nullable(),
  version: z.number().int(),
  /** Rollouts on their way. */
  active: z.number().int(),
  mayStop: GateView,
  mayRelease: GateView,
});
export type RolloutSwitchView = z.infer<typeof RolloutSwitchView>;
