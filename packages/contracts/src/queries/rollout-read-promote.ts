import { RolloutPromotion } from "../commands/rollout-promote";
import { readsFields } from "../declared-fields";
import { RolloutStatus } from "../rollout-status";

/** Whether the update of a Rollout is to go to its end at once, and what Argo Rollouts says of it. */
export const rolloutReadPromote = readsFields("rollout.read-promote", RolloutPromotion, RolloutStatus);
