import { RolloutPaused } from "../commands/rollout-pause";
import { readsFields } from "../declared-fields";
import { RolloutStatus } from "../rollout-status";

/** Whether a Rollout is paused by hand, and what Argo Rollouts says of it. */
export const rolloutReadPause = readsFields("rollout.read-pause", RolloutPaused, RolloutStatus);
