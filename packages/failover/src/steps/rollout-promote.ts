import { rolloutPromote as command, RolloutPromotion } from "@holdfast/contracts/commands/rollout-promote";
import { rolloutReadPromote } from "@holdfast/contracts/queries/rollout-read-promote";
import { RolloutPromote } from "@holdfast/contracts/steps/rollout-promote";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";
import { isIdle } from "./rollout-idle";

/** Lets an update go to its end at once. */
export const rolloutPromote = fieldsStep({
  name: "rollout.promote",
  schema: RolloutPromote,
  values: RolloutPromotion,
  command,
  query: rolloutReadPromote,
  kind: "Rollout",
  resource: "rollouts.argoproj.io",
  describe: (p) => describeStep({ use: "rollout.promote", with: p }),
  wanted: () => ({ promoteFull: true }),
  findings: (_, p, { status }) => (status.isAborted ? [finding("UpdateWasGivenUp", "blocking", `Rollout ${p.namespace}/${p.name}`)] : []),
  // The controller takes the field away when it has promoted, so the versions decide.
  taken: (_, __, { status }) => (isIdle(status) && status.phase === "Healthy" ? done(worded("NewVersionServes")) : null),
  effect: (_, __, { status: { phase } }) => waiting(worded("NewVersionToServe", { phase })),
  irreversible: "the new version serves; another one is another update",
});
