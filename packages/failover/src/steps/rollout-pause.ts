import { rolloutPause as command, RolloutPaused } from "@holdfast/contracts/commands/rollout-pause";
import { rolloutReadPause } from "@holdfast/contracts/queries/rollout-read-pause";
import { RolloutPause } from "@holdfast/contracts/steps/rollout-pause";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done } from "../define-step";
import { fieldsStep } from "../fields-step";

/** Holds an update, so that nothing of it is in the middle while a failover moves the traffic. */
export const rolloutPause = fieldsStep({
  name: "rollout.pause",
  schema: RolloutPause,
  values: RolloutPaused,
  command,
  query: rolloutReadPause,
  kind: "Rollout",
  resource: "rollouts.argoproj.io",
  describe: (p) => describeStep({ use: "rollout.pause", with: p }),
  wanted: (p) => ({ paused: p.paused }),
  effect: (_, { paused }) => done(worded(paused ? "RolloutHeld" : "RolloutGoesOn")),
});
