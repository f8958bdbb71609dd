import type { Json } from "@holdfast/contracts/json";
import type { PlanStep, StepName } from "@holdfast/contracts/plan-step";
import type { WarrantCheck } from "@holdfast/contracts/warrant";
import type { Sighting } from "@holdfast/domain/run/judge-effect";
import type { CallOrder, ChildOrder, Order, ParametersOf, Preflight, Promotion, StepModule } from "./define-step";
import type { StepContext } from "./step-context";
import { approvalWait } from "./steps/approval-wait";
import { argocdPause } from "./steps/argocd-pause";
import { argocdRetarget } from "./steps/argocd-retarget";
import { argocdSync } from "./steps/argocd-sync";
import { chaosInject } from "./steps/chaos-inject";
import { cronJobSuspend } from "./steps/cronjob-suspend";
import { dnsSetRecord } from "./steps/dns-set-record";
import { gatewayShiftWeights } from "./steps/gateway-shift-weights";
import { hpaSetBounds } from "./steps/hpa-set-bounds";
import { istioSetLocalityFailover } from "./steps/istio-set-locality-failover";
import { istioShiftWeights } from "./steps/istio-shift-weights";
import { jobRun } from "./steps/job-run";
import { karmadaEvict } from "./steps/karmada-evict";
import { karmadaSetPlacement } from "./steps/karmada-set-placement";
import { mirrorMakerReverse } from "./steps/mirrormaker-reverse";
import { mirrorMakerStop } from "./steps/mirrormaker-stop";
import { networkFence } from "./steps/network-fence";
import { patroniSwitchover } from "./steps/patroni-switchover";
import { planRun } from "./steps/plan-run";
import { postgresDemote } from "./steps/postgres-demote";
import { postgresPromote } from "./steps/postgres-promote";
import { probeChecksum } from "./steps/probe-checksum";
import { probeHttp } from "./steps/probe-http";
import { probePromql } from "./steps/probe-promql";
import { probeSql } from "./steps/probe-sql";
import { ramenFailover } from "./steps/ramen-failover";
import { ramenRelocate } from "./steps/ramen-relocate";
import { ramenTest } from "./steps/ramen-test";
import { rolloutAbort } from "./steps/rollout-abort";
import { rolloutPause } from "./steps/rollout-pause";
import { rolloutPromote } from "./steps/rollout-promote";
import { storageFence } from "./steps/storage-fence";
import { vaultPromoteDr } from "./steps/vault-promote-dr";
import { veleroRestore } from "./steps/velero-restore";
import { wait } from "./steps/wait";
import { webhookCall } from "./steps/webhook-call";
import { workloadScale } from "./steps/workload-scale";
import { zalandoPromote } from "./steps/zalando-promote";

/** Every step that a plan may use. */
export const catalogue = {
  "approval.wait": approvalWait,
  wait,
  "workload.scale": workloadScale,
  "istio.shift-weights": istioShiftWeights,
  "istio.set-locality-failover": istioSetLocalityFailover,
  "gateway.shift-weights": gatewayShiftWeights,
  "hpa.set-bounds": hpaSetBounds,
  "cronjob.suspend": cronJobSuspend,
  "job.run": jobRun,
  "network.fence": networkFence,
  "velero.restore": veleroRestore,
  "chaos.inject": chaosInject,
  "argocd.pause": argocdPause,
  "argocd.retarget": argocdRetarget,
  "argocd.sync": argocdSync,
  "rollout.pause": rolloutPause,
  "rollout.promote": rolloutPromote,
  "rollout.abort": rolloutAbort,
  "postgres.demote": postgresDemote,
  "postgres.promote": postgresPromote,
  "ramen.failover": ramenFailover,
  "ramen.relocate": ramenRelocate,
  "ramen.test": ramenTest,
  "mirrormaker.stop": mirrorMakerStop,
  "mirrormaker.reverse": mirrorMakerReverse,
  "storage.fence": storageFence,
  "zalando.promote": zalandoPromote,
  "karmada.evict": karmadaEvict,
  "karmada.set-placement": karmadaSetPlacement,
  "dns.set-record": dnsSetRecord,
  "patroni.switchover": patroniSwitchover,
  "vault.promote-dr": vaultPromoteDr,
  "webhook.call": webhookCall,
  "plan.run": planRun,
  "probe.http": probeHttp,
  "probe.promql": probePromql,
  "probe.checksum": probeChecksum,
  "probe.sql": probeSql,
} as const satisfies { readonly [N in StepName]: { readonly name: N } };

/** A step with its parameters, as the runner uses it: what was there before is JSON, as the journal keeps it. */
export interface BoundStep {
  readonly use: StepName;
  readonly object: string;
  /** Why it can't be undone; null when it can, or need not be. */
  readonly irreversible: string | null;
  preflight(ctx: StepContext): Promise<Preflight<Json>>;
  /** What to send; null for a step that only looks. */
  order(before: Json): Order | CallOrder | ChildOrder | null;
  verify(ctx: StepContext, before: Json): Promise<Sighting>;
  /** The side whose writes it takes over; null for a step that promotes nothing. */
  readonly promotion: Promotion | null;
  /** By what the agent of its cluster sees that it is done; null for a step that only a hub can do. */
  check(before: Json): WarrantCheck | null;
  /** The step the other way round and what it must find; null when there is nothing to undo or no way back. */
  inverse(before: Json): { readonly step: BoundStep; readonly before: Json } | null;
}

function bindModule<N extends StepName, B>(module: StepModule<N, B>, parameters: ParametersOf<N>): BoundStep {
  const { run, undo } = module;
  return {
    use: module.name,
    object: module.describe(parameters).object,
    irreversible: typeof undo === "object" && "irreversible" in undo ? undo.irreversible : (module.irreversible?.(parameters) ?? null),
    // Every `before` is a schema of plain JSON.
    preflight: async (ctx) => (await module.preflight(ctx, parameters)) as Preflight<Json>,
    order: (before) => (typeof run === "function" ? run(parameters, module.before.parse(before)) : null),
    verify: (ctx, before) => module.verify(ctx, parameters, module.before.parse(before)),
    promotion: module.promotes?.(parameters) ?? null,
    check: (before) => module.unattended?.(parameters, module.before.parse(before)) ?? null,
    inverse(before) {
      if (typeof undo !== "function" || module.irreversible?.(parameters)) return null;
      const inverse = undo(parameters, module.before.parse(before));
      return { step: bindModule(module, inverse.parameters), before: inverse.before as Json };
    },
  };
}

/** Binds a plan's step to its module. */
export function bindStep(step: Pick<PlanStep, "use" | "with">): BoundStep {
  // `PlanStep` holds a step's name and its own parameters together; the catalogue has one module a name.
  return bindModule(catalogue[step.use] as unknown as StepModule<StepName, unknown>, step.with as ParametersOf<StepName>);
}
