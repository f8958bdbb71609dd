import { rolloutReadPromote } from "@holdfast/contracts/queries/rollout-read-promote";
import { rolloutPromotion } from "../commands/rollout-promote";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { rolloutStatus } from "../kube/argo-rollouts";
import { defineQuery } from "./define-query";

/** `rollout.read-promote`: whether the update of a Rollout is to go to its end at once now, and what Argo Rollouts says of it. */
export const readRolloutPromotion = defineQuery({
  contract: rolloutReadPromote,
  rbac: [mayGet(rolloutPromotion)],
  handle: ({ kube }, target) => readFields(kube, rolloutPromotion, target, rolloutStatus),
});
