import { z } from "zod";
import { DnsLabel } from "./ids";
import { ApprovalWait } from "./steps/approval-wait";
import { ArgocdPause } from "./steps/argocd-pause";
import { ArgocdRetarget } from "./steps/argocd-retarget";
import { ArgocdSync } from "./steps/argocd-sync";
import { ChaosInject } from "./steps/chaos-inject";
import { CronJobSuspend } from "./steps/cronjob-suspend";
import { DnsSetRecord } from "./steps/dns-set-record";
import { GatewayShiftWeights } from "./steps/gateway-shift-weights";
import { HpaSetBounds } from "./steps/hpa-set-bounds";
import { IstioSetLocalityFailover } from "./steps/istio-set-locality-failover";
import { IstioShiftWeights } from "./steps/istio-shift-weights";
import { JobRun } from "./steps/job-run";
import { KarmadaEvict } from "./steps/karmada-evict";
import { KarmadaSetPlacement } from "./steps/karmada-set-placement";
import { MirrorMakerReverse } from "./steps/mirrormaker-reverse";
import { MirrorMakerStop } from "./steps/mirrormaker-stop";
import { NetworkFence } from "./steps/network-fence";
import { PatroniSwitchover } from "./steps/patroni-switchover";
import { PlanRun } from "./steps/plan-run";
import { PostgresDemote } from "./steps/postgres-demote";
import { PostgresPromote } from "./steps/postgres-promote";
import { ProbeChecksum } from "./steps/probe-checksum";
import { ProbeHttp } from "./steps/probe-http";
import { ProbePromql } from "./steps/probe-promql";
import { ProbeSql } from "./steps/probe-sql";
import { RamenFailover } from "./steps/ramen-failover";
import { RamenRelocate } from "./steps/ramen-relocate";
import { RamenTest } from "./steps/ramen-test";
import { RolloutAbort } from "./steps/rollout-abort";
import { RolloutPause } from "./steps/rollout-pause";
import { RolloutPromote } from "./steps/rollout-promote";
import { StorageFence } from "./steps/storage-fence";
import { VaultPromoteDr } from "./steps/vault-promote-dr";
import { VeleroRestore } from "./steps/velero-restore";
import { Wait } from "./steps/wait";
import { WebhookCall } from "./steps/webhook-call";
import { WorkloadScale } from "./steps/workload-scale";
import { ZalandoPromote } from "./steps/zalando-promote";

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
  "network.fence": NetworkFence,
  "velero.restore": VeleroRestore,
  "chaos.inject": ChaosInject,
  "argocd.pause": ArgocdPause,
  "argocd.retarget": ArgocdRetarget,
  "argocd.sync": ArgocdSync,
  "rollout.pause": RolloutPause,
  "rollout.promote": RolloutPromote,
  "rollout.abort": RolloutAbort,
  "postgres.demote": PostgresDemote,
  "postgres.promote": PostgresPromote,
  "ramen.failover": RamenFailover,
  "ramen.relocate": RamenRelocate,
  "ramen.test": RamenTest,
  "mirrormaker.stop": MirrorMakerStop,
  "mirrormaker.reverse": MirrorMakerReverse,
  "storage.fence": StorageFence,
  "zalando.promote": ZalandoPromote,
  "karmada.evict": KarmadaEvict,
  "karmada.set-placement": KarmadaSetPlacement,
  "dns.set-record": DnsSetRecord,
  "patroni.switchover": PatroniSwitchover,
  "vault.promote-dr": VaultPromoteDr,
  "webhook.call": WebhookCall,
  "plan.run": PlanRun,
  "probe.http": ProbeHttp,
  "probe.promql": ProbePromql,
  "probe.checksum": ProbeChecksum,
  "probe.sql": ProbeSql,
} as const satisfies Record<string, z.ZodType>;

/** The name of a step of the catalogue, as plans, rows, events and tests spell it. */
export type StepName = keyof typeof stepParameters;
export const StepName = z.enum(Object.keys(stepParameters) as [StepName, ...StepName[]], {
  error: () => `must be a step of the catalogue: ${Object.keys(stepParameters).join(", ")}`,
});

/** What happens to the run when a step fails for good. `skip` goes on without it, for steps at a site that may be lost. */
export const OnFailure = z.enum(["pause", "skip", "undo", "abort"]);
export type OnFailure = z.infer<typeof OnFailure>;

/** How a step that has failed is tried again by itself. */
export const StepRetry = z.strictObject({
  /** How often it is tried at most, the first time included. */
  attempts: z.number().int().min(2).max(10),
  /** How long it rests between two tries. */
  backoffSeconds: z.number().int().min(0).max(600).default(5),
});
export type StepRetry = z.infer<typeof StepRetry>;

/** What is done instead of a step when the primary is lost, before its `with` is checked: nothing, or this. Without `use`: the same step otherwise. */
export const UngracefulShape = z.union([z.literal("skip"), z.strictObject({ use: StepName.optional(), with: z.unknown() })], {
  error: "must be skip, or a map of use and with",
});

/** What a step does: its name in the catalogue, and its parameters. */
export type StepAction = { [N in StepName]: { use: N; with: z.infer<(typeof stepParameters)[N]> } }[StepName];

/** One step of a plan before its `with` is checked against its own parameters. */
export const PlanStepShape = z.strictObject({
  name: DnsLabel,
  use: StepName,
  with: z.unknown(),
  timeoutSeconds: z.number().int().min(1).max(86_400).default(60),
  onFailure: OnFailure.default("pause"),
  /** Absent: it is tried once. */
  retry: StepRetry.optional(),
  /** Absent: a lost primary makes no difference to it. */
  ungraceful: UngracefulShape.optional(),
});

/** One step of a plan, its parameters checked. */
export type PlanStep = StepAction & {
  name: string;
  timeoutSeconds: number;
  onFailure: OnFailure;
  retry?: StepRetry | undefined;
  ungraceful?: "skip" | StepAction | undefined;
};

/** The parameters of a step by its own schema; what is wrong with them is said at `path`, and null is the answer. */
function parametersOf(use: StepName, given: unknown, path: string[], ctx: z.core.$RefinementCtx): unknown {
  const parsed = stepParameters[use].safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  // Passed on whole, so that a reader can tell a missing field from an unknown one; an issue with an input is a raw issue.
  for (const issue of parsed.error.issues)
    ctx.issues.push({ ...issue, path: [...path, ...issue.path], input: given } as z.core.$ZodRawIssue);
  return null;
}

/** Checks a step whole; an error names the field inside `with`. */
export const PlanStep: z.ZodType<PlanStep> = PlanStepShape.transform((step, ctx) => {
  const { ungraceful, ...rest } = step;
  const other = typeof ungraceful === "object" ? { use: ungraceful.use ?? step.use, with: ungraceful.with } : undefined;
  if (step.retry && [step.use, other?.use].includes("approval.wait"))
    ctx.addIssue({ code: "custom", path: ["retry"], message: "is not for a step that asks people: they are asked once" });
  const own = parametersOf(step.use, step.with, ["with"], ctx);
  const others = other && parametersOf(other.use, other.with, ["ungraceful", "with"], ctx);
  if (own === null || others === null) return z.NEVER;
  const instead = other ? { ungraceful: { ...other, with: others } } : ungraceful === "skip" ? { ungraceful } : {};
  return { ...rest, with: own, ...instead } as PlanStep;
});
