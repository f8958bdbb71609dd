import { RolloutAborted } from "../commands/rollout-abort";
import { readsFields } from "../declared-fields";
import { RolloutStatus } from "../rollout-status";

/** Whether the update of a Rollout is given up, and what Argo Rollouts says of it. */
export const rolloutReadAbort = readsFields("rollout.read-abort", RolloutAborted, RolloutStatus);
