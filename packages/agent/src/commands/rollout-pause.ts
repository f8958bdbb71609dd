import { RolloutPaused, rolloutPause } from "@holdfast/contracts/commands/rollout-pause";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { ROLLOUT } from "../kube/argo-rollouts";
import { defineCommand } from "./define-command";

/** Whether a Rollout is paused by hand. */
export const rolloutPaused = declaredFields({
  kind: ROLLOUT,
  values: RolloutPaused,
  pointers: { paused: "/spec/paused" },

  absent: { paused: false },
});

/** `rollout.pause`: whether a Rollout is paused by hand, and nothing else of it. */
export const pauseRollout = defineCommand({
  contract: rolloutPause,
  rbac: maySet(rolloutPaused),
  handle: ({ kube }, order) => setFields(kube, rolloutPaused, order),
});
