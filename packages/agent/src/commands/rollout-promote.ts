import { RolloutPromotion, rolloutPromote } from "@holdfast/contracts/commands/rollout-promote";
import { declaredFields, maySet } from "../fields/declared-fields";
import { setFields } from "../fields/set-fields";
import { ROLLOUT } from "../kube/argo-rollouts";
import { defineCommand } from "./define-command";

/** Whether the update of a Rollout is to go to its end at once. */
export const rolloutPromotion = declaredFields({
  kind: ROLLOUT,
  values: RolloutPromotion,
  pointers: { promoteFull: "/status/promoteFull" },
  subresource: "status",
  absent: { promoteFull: false },
});

/** `rollout.promote`: whether the update of a Rollout is to go to its end at once, and nothing else of it. */
export const promoteRollout = defineCommand({
  contract: rolloutPromote,
  rbac: maySet(rolloutPromotion),
  handle: ({ kube }, order) => setFields(kube, rolloutPromotion, order),
});
