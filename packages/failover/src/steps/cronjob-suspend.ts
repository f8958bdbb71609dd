import { CronJobSuspension, cronJobSuspend as command } from "@holdfast/contracts/commands/cronjob-suspend";
import { cronJobReadSuspend } from "@holdfast/contracts/queries/cronjob-read-suspend";
import { CronJobSuspend } from "@holdfast/contracts/steps/cronjob-suspend";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";

/** Stops a CronJob from starting Jobs, or lets it start them again; by default waits for those that run. */
export const cronJobSuspend = fieldsStep({
  name: "cronjob.suspend",
  schema: CronJobSuspend,
  values: CronJobSuspension,
  command,
  query: cronJobReadSuspend,
  kind: "CronJob",
  resource: "cronjobs.batch",
  describe: (p) => describeStep({ use: "cronjob.suspend", with: p }),
  wanted: (p) => ({ suspend: p.suspend }),
  findings: (_, p, { status: { active } }) =>
    p.suspend && p.waitForJobs && active.length > 0
      ? [finding("JobsRunning", "info", `CronJob ${p.namespace}/${p.name}`, { jobs: active.join(", ") })]
      : [],
  unattended: (p, { suspend }) => (suspend && p.waitForJobs ? [{ at: "/found/status/active", is: [] }] : []),
  effect: (p, { suspend }, { status: { active } }) =>
    suspend && p.waitForJobs && active.length > 0
      ? waiting(worded("JobsToEnd", { jobs: active.join(", ") }))
      : done(worded(suspend ? "StartsNoJobs" : "StartsJobs")),
});
