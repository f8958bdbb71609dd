import { createHash } from "node:crypto";
import { jobRun as command } from "@holdfast/contracts/commands/job-run";
import { jobRead } from "@holdfast/contracts/queries/job-read";
import { JobRun } from "@holdfast/contracts/steps/job-run";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, failed, order, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ job: z.string() });
type Before = z.infer<typeof Before>;

/** The part of a Job's name that says which step of which run it is: the same in every attempt, so there is never a second Job. */
const nameOf = (ctx: StepContext, p: JobRun) =>
  `${p.cronJob
    .replaceAll(".", "-")
    .slice(0, 50)
    .replace(/-+$/, "")}-${createHash("sha256").update(ctx.effectKey).digest("hex").slice(0, 10)}`;
const target = (p: JobRun, { job }: Before) => ({ namespace: p.namespace, cronJob: p.cronJob, job });
const start = (p: JobRun, before: Before) => order(p.cluster, command, target(p, before));

/** Makes a Job from a CronJob's template, once in a run, and waits until it has completed. */
export const jobRun = defineStep({
  name: "job.run",
  schema: JobRun,
  before: Before,
  describe: (p) => describeStep({ use: "job.run", with: p }),
  async preflight(ctx, p) {
    const before = { job: nameOf(ctx, p) };
    const object = `CronJob ${p.namespace}/${p.cronJob}`;
    const { hasCronJob } = await ctx.read(p.cluster, jobRead, target(p, before));
    if (!hasCronJob) return blocked("ObjectAbsent", object, { site: p.cluster, object });
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, start(p, before))]);
    return preflightOf([...access, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: start,
  async verify(ctx, p, before) {
    const { job } = await ctx.read(p.cluster, jobRead, target(p, before));
    const name = `${p.namespace}/${before.job}`;
    if (job === null) return waiting(worded("JobToBegin", { job: name }), true);
    if (job.state === "complete") return done(worded("JobCompleted", { job: name }));
    return job.state === "failed"
      ? failed(worded("JobFailed", { job: name, said: job.said }))
      : waiting(worded("JobToComplete", { job: name }));
  },
  undo: { irreversible: "nobody but its author knows what a Job did" },
});
