import { rolloutAbort as command, RolloutAborted } from "@holdfast/contracts/commands/rollout-abort";
import { rolloutReadAbort } from "@holdfast/contracts/queries/rollout-read-abort";
import { RolloutAbort } from "@holdfast/contracts/steps/rollout-abort";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import { isIdle } from "./rollout-idle";

/** Gives an update up. Without one there is nothing to give up, and that is success. */
export const rolloutAbort = fieldsStep({
  name: "rollout.abort",
  schema: RolloutAbort,
  values: RolloutAborted,
  command,
  query: rolloutReadAbort,
  kind: "Rollout",
  resource: "rollouts.argoproj.io",
  describe: (p) => describeStep({ use: "rollout.abort", with: p }),
  wanted: () => ({ abort: true }),
  taken: (_, { abort }, { status }) => (abort && isIdle(status) ? done(worded("NoUpdateUnderWay")) : null),
  effect(_, { abort }, { status: { phase } }) {
    if (!abort) return done(worded("UpdateTriedAgain"));
    // Argo Rollouts calls a Rollout degraded whose update was given up.
    return phase === "Degraded" ? done(worded("UpdateGivenUp")) : waiting(worded("StableToServe", { phase }));
  },
});
