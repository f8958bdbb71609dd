import { RolloutAborted, rolloutAbort } from "@holdfast/contracts/commands/rollout-abort";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { ROLLOUT } from "../kube/argo-rollouts";
import { defineCommand } from "./define-command";

/** Whether the update of a Rollout is given up. */
export const rolloutAborted = declaredFields({
  kind: ROLLOUT,
  values: RolloutAborted,
  pointers: { abort: "/status/abort" },
  subresource: "status",
  absent: { abort: false },
});

/** `rollout.abort`: whether the update of a Rollout is given up, and nothing else of it. */
export const abortRollout = defineCommand({
  contract: rolloutAbort,
  rbac: maySet(rolloutAborted),
  handle: ({ kube }, order) => setFields(kube, rolloutAborted, order),
});
