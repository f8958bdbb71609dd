import { rolloutReadPause } from "@holdfast/contracts/queries/rollout-read-pause";
import { rolloutPaused } from "../commands/rollout-pause";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { rolloutStatus } from "../kube/argo-rollouts";
import { defineQuery } from "./define-query";

/** `rollout.read-pause`: whether a Rollout is paused by hand now, and what Argo Rollouts says of it. */
export const readRolloutPause = defineQuery({
  contract: rolloutReadPause,
  rbac: [mayGet(rolloutPaused)],
  handle: ({ kube }, target) => readFields(kube, rolloutPaused, target, rolloutStatus),
});
