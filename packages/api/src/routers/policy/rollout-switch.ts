import { RolloutSwitchView } from "@holdfast/contracts/rollout-switch";
import { getRolloutSwitch } from "@holdfast/services/policies/get-rollout-switch";
import { procedure } from "../../procedures";

/** The kill switch of rollouts: who stopped them, and whether the caller may turn it. */
export const rolloutSwitch = procedure("policy:read")
  .output(RolloutSwitchView)
  .query(({ ctx }) => getRolloutSwitch(ctx.as));
