import { rolloutReadAbort } from "@holdfast/contracts/queries/rollout-read-abort";
import { rolloutAborted } from "../commands/rollout-abort";
import { mayGet } from "../fields/declared-fields";
import { readFields } from "../fields/read-fields";
import { rolloutStatus } from "../kube/argo-rollouts";
import { defineQuery } from "./define-query";

/** `rollout.read-abort`: whether the update of a Rollout is given up now, and what Argo Rollouts says of it. */
export const readRolloutAbort = defineQuery({
  contract: rolloutReadAbort,
  rbac: [mayGet(rolloutAborted)],
  handle: ({ kube }, target) => readFields(kube, rolloutAborted, target, rolloutStatus),
});
