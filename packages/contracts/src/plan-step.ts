import { z } from "zod";
import { DnsLabel } from "./ids";
import { ApprovalWait } from "./steps/approval-wait";
import { ArgocdPause } from "./steps/argocd-pause";
import { ArgocdRetarget } from "./steps/argocd-retarget";
import { ArgocdSync } from "./steps/argocd-sync";
import { CronJobSuspend } from "./steps/cronjob-suspend";
import { GatewayShiftWeights } from "./steps/gateway-shift-weights";
import { HpaSetBounds } from "./steps/hpa-set-bounds";
import { IstioSetLocalityFailover } from "./steps/istio-set-locality-failover";
import { IstioShiftWeights } from "./steps/istio-shift-weights";
import { JobRun } from "./steps/job-run";
import { PostgresDemote } from "./steps/postgres-demote";
import { PostgresPromote } from "./steps/postgres-promote";
import { ProbeHttp } from "./steps/probe-http";
import { ProbePromql } from "./steps/probe-promql";
import { RolloutAbort } from "./steps/rollout-abort";
import { RolloutPause } from "./steps/rollout-pause";
import { RolloutPromote } from "./steps/rollout-promote";
import { Wait } from "./steps/wait";
import { WorkloadScale } from "./steps/workload-scale";

/** The parameters of every step, by the step's name. The one list from which plans, runner and documents are made. */
export const stepParameters = {
  "approval.wait": ApprovalWait,
  wait: Wait,
  "workload.scale": WorkloadScale,
  "istio.shift-weights": IstioShiftWeights,
  "istio.set-locality-failover": IstioSetLocalityFailover,
  "gateway.shift-weights": GatewayShiftWeights,
  "hpa.set-bounds": HpaSetBounds,
  "cronjob.suspend": CronJobSuspend,
  "job.run": JobRun,
  "argocd.pause": ArgocdPause,
  "argocd.retarget": ArgocdRetarget,
  "argocd.sync": ArgocdSync,
  "rollout.pause": RolloutPause,
  "rollout.promote": RolloutPromote,
  "rollout.abort": RolloutAbort,
  "postgres.demote": PostgresDemote,
  "postgres.promote": PostgresPromote,
  "probe.http": ProbeHttp,
  "probe.promql": ProbePromql,
} as const satisfies Record<string, z.ZodType>;

/** The name of a step of the catalogue, as plans, rows, events and tests spell it. */
export type StepName = keyof typeof stepParameters;
export const StepName = z.enum(Object.keys(stepParameters) as [StepName, ...StepName[]], {
  error: () => `must be a step of the catalogue: ${Object.keys(stepParameters).join(", ")}`,
});

/** What happens to the run when a step fails for good. `skip` goes on without it, for steps at a site that may be lost. */
export const OnFailure = z.enum(["pause", "skip", "undo", "abort"]);
export type OnFailure = z.infer<typeof OnFailure>;

/** One step of a plan before its `with` is checked against its own parameters. */
export const PlanStepShape = z.strictObject({
  name: DnsLabel,
  use: StepName,
  with: z.unknown(),
  timeoutSeconds: z.number().int().min(1).max(86_400).default(60),
  onFailure: OnFailure.default("pause"),
});

/** One step of a plan, its parameters checked. */
export type PlanStep = {
  [N in StepName]: { name: string; use: N; with: z.infer<(typeof stepParameters)[N]>; timeoutSeconds: number; onFailure: OnFailure };
}[StepName];

/** Checks a step whole; an error names the field inside `with`. */
export const PlanStep: z.ZodType<PlanStep> = PlanStepShape.transform((step, ctx) => {
  const parsed = stepParameters[step.use].safeParse(step.with ?? {});
  if (parsed.success) return { ...step, with: parsed.data } as PlanStep;
  // Passed on whole, so that a reader can tell a missing field from an unknown one; an issue with an input is a raw issue.
  for (const issue of parsed.error.issues)
    ctx.issues.push({ ...issue, path: ["with", ...issue.path], input: step.with } as z.core.$ZodRawIssue);
  return z.NEVER;
});
