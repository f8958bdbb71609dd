import type { BackendWeight } from "@holdfast/contracts/commands/gateway-shift-weights";
import type { IstioWeight } from "@holdfast/contracts/commands/istio-shift-weights";
import type { Worded } from "@holdfast/contracts/phrase";
import type { PlanStep, StepAction, StepName } from "@holdfast/contracts/plan-step";
import type { StepPhrases } from "@holdfast/contracts/step-words";
import type { ChaosInject } from "@holdfast/contracts/steps/chaos-inject";
import { worded } from "@holdfast/contracts/worded";
import type { z } from "zod";
import { operatorSteps } from "./describe-operator-steps";

/** A step in the words of the screen, the audit trail and the diagram. */
export interface StepDescription {
  /** What it is about: a kind and a name, a URL, a query. */
  readonly object: string;
  /** What will be so afterwards; null when the step only looks. */
  readonly change: string | null;
  /** How it is taken back. */
  readonly undo: string;
  /** The same for readers of another language. */
  readonly phrases: StepPhrases;
}

interface StepWords {
  readonly object: Worded;
  readonly change: Worded | null;
  readonly undo: Worded;
}

type Describe<N extends StepName> = (parameters: Extract<PlanStep, { use: N }>["with"]) => StepWords;

const nothingToUndo = worded("NothingToUndo");
const asItIs = (message: string): Worded => ({ message });

const istioShares = (weights: readonly z.infer<typeof IstioWeight>[]) =>
  weights.map((each) => `${each.host}${each.subset === null ? "" : `/${each.subset}`} ${each.weight} %`).join(", ");
const backendShares = (weights: readonly z.infer<typeof BackendWeight>[]) =>
  weights.map((each) => `${each.namespace === null ? "" : `${each.namespace}/`}${each.name} ${each.weight}`).join(", ");

const labelsInWords = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

function chaosInWords({ fault, durationSeconds: seconds }: ChaosInject): Worded {
  switch (fault.kind) {
    case "pod-kill":
      return worded("PodsEnd", { seconds });
    case "pod-failure":
      return worded("PodsFail", { seconds });
    case "network-delay":
      return worded("PodsAreLate", { ms: fault.latencyMs, seconds });
    case "network-loss":
      return worded("PodsLose", { percent: fault.percent, seconds });
    case "network-partition":
      return worded("PodsAreCutOff", { seconds });
  }
}

const descriptions: { readonly [N in StepName]: Describe<N> } = {
  ...operatorSteps,
  "approval.wait": (p) => ({
    object: p.required === 1 ? worded("OneApprovalByOthers") : worded("ApprovalsByOthers", { required: p.required }),
    change: null,
    undo: nothingToUndo,
  }),
  wait: (p) => ({
    object: p.seconds === 1 ? worded("OneSecondPasses") : worded("SecondsPass", { seconds: p.seconds }),
    change: null,
    undo: nothingToUndo,
  }),
  "workload.scale": (p) => ({
    object: asItIs(`${p.kind} ${p.namespace}/${p.name}`),
    change: p.replicas === 1 ? worded("OneReplicaReady") : worded("ReplicasReady", { replicas: p.replicas }),
    undo: worded("ReplicasAsBefore"),
  }),
  "istio.shift-weights": (p) => ({
    object: worded("RouteOf", { object: `VirtualService ${p.namespace}/${p.name}`, route: p.route }),
    change: asItIs(istioShares(p.weights)),
    undo: worded("WeightsAsBefore"),
  }),
  "istio.set-locality-failover": (p) => ({
    object: asItIs(`DestinationRule ${p.namespace}/${p.name}`),
    change: asItIs(p.failover.map(({ from, to }) => `${from} -> ${to}`).join(", ")),
    undo: worded("FieldsAsBefore"),
  }),
  "gateway.shift-weights": (p) => ({
    object: worded("RuleOf", { object: `HTTPRoute ${p.namespace}/${p.name}`, rule: p.rule }),
    change: asItIs(backendShares(p.weights)),
    undo: worded("WeightsAsBefore"),
  }),
  "hpa.set-bounds": (p) => ({
    object: asItIs(`HorizontalPodAutoscaler ${p.namespace}/${p.name}`),
    change: worded("Together", {
      texts: [
        ...(p.minReplicas === null ? [] : [worded("AtLeastReplicas", { replicas: p.minReplicas })]),
        ...(p.maxReplicas === null ? [] : [worded("AtMostReplicas", { replicas: p.maxReplicas })]),
      ],
    }),
    undo: worded("BoundsAsBefore"),
  }),
  "cronjob.suspend": (p) => ({
    object: asItIs(`CronJob ${p.namespace}/${p.name}`),
    change: worded(p.suspend ? "StartsNoJobs" : "StartsJobs"),
    undo: worded("FieldsAsBefore"),
  }),
  "job.run": (p) => ({
    object: asItIs(`CronJob ${p.namespace}/${p.cronJob}`),
    change: worded("JobCompletes"),
    undo: worded("NoWayBackFromJob"),
  }),
  "network.fence": (p) => ({
    object:
      Object.keys(p.pods).length === 0
        ? worded("AllPodsOf", { namespace: p.namespace })
        : worded("PodsOf", { namespace: p.namespace, labels: labelsInWords(p.pods) }),
    change: p.fenced ? worded(p.egress ? "FencedBothWaysBy" : "FencedBy", { kind: p.by }) : worded("FenceLifted"),
    undo: worded("FenceAsBefore"),
  }),
  "velero.restore": (p) => ({
    object:
      p.schedule === null ? asItIs(`Backup ${p.namespace}/${p.backup}`) : worded("BackupOf", { schedule: `${p.namespace}/${p.schedule}` }),
    change: worded("BackupRestored"),
    undo: worded("NoWayBackFromRestore"),
  }),
  "chaos.inject": (p) => ({
    object: worded("PodsOf", { namespace: p.namespace, labels: labelsInWords(p.pods) }),
    change: chaosInWords(p),
    undo: worded("ChaosTakenAway"),
  }),
  "argocd.pause": (p) => ({
    object: asItIs(`Application ${p.namespace}/${p.name}`),
    change: worded("SyncsNotByItself"),
    undo: worded("FieldsAsBefore"),
  }),
  "argocd.retarget": (p) => ({
    object: asItIs(`Application ${p.namespace}/${p.name}`),
    change: worded("GoesTo", { destination: p.server ?? p.destination ?? "" }),
    undo: worded("FieldsAsBefore"),
  }),
  "argocd.sync": (p) => ({
    object: asItIs(`Application ${p.namespace}/${p.name}`),
    change: p.revision === null ? worded("SyncedAndHealthy") : worded("SyncedTo", { revision: p.revision }),
    undo: worded("NoWayBackFromSync"),
  }),
  "rollout.pause": (p) => ({
    object: asItIs(`Rollout ${p.namespace}/${p.name}`),
    change: worded(p.paused ? "RolloutHeld" : "RolloutGoesOn"),
    undo: worded("FieldsAsBefore"),
  }),
  "rollout.promote": (p) => ({
    object: asItIs(`Rollout ${p.namespace}/${p.name}`),
    change: worded("NewVersionServes"),
    undo: worded("NoWayBackFromUpdate"),
  }),
  "rollout.abort": (p) => ({
    object: asItIs(`Rollout ${p.namespace}/${p.name}`),
    change: worded("UpdateGivenUp"),
    undo: worded("UpdateTriedAgain"),
  }),
  "postgres.demote": (p) => ({
    object: asItIs(`Cluster ${p.namespace}/${p.name}`),
    change: worded("FollowsPrimary", { primary: p.to }),
    undo: worded("TakesWritesAgain"),
  }),
  "postgres.promote": (p) => ({
    object: asItIs(`Cluster ${p.namespace}/${p.name}`),
    change: worded(p.acceptDataLoss ? "TakesWritesAtALoss" : "TakesWritesByToken", { source: `${p.source.namespace}/${p.source.name}` }),
    undo: worded("NoWayBackFromPromotion"),
  }),
  "patroni.switchover": (p) => ({
    object: asItIs(`Patroni ${p.service}`),
    change: worded("LedBy", { member: p.candidate }),
    undo: worded("LedByFormer", { member: p.leader }),
  }),
  "vault.promote-dr": (p) => ({
    object: asItIs(`Vault ${p.service}`),
    change: worded("VaultPrimary"),
    undo: worded("NoWayBackFromVault"),
  }),
  "webhook.call": (p) => ({
    object: worded("EventToChannel", { event: p.event, channel: p.channel }),
    change: p.confirm ? worded("CallIsConfirmed", { path: p.confirm.path, status: p.confirm.expectStatus }) : worded("CallIsMade"),
    undo: p.undo ? worded("CallTakenBack", { event: p.undo.event }) : worded("NoWayBackFromCall"),
  }),
  "plan.run": (p) => ({
    object: asItIs(`FailoverPlan ${p.plan}`),
    change: worded(p.workflow === "activate" ? "ChildRunActivates" : "ChildRunFailsBack"),
    undo: worded("ChildTakenBack"),
  }),
  "probe.http": (p) => ({
    object: worded("UrlAnswers", { url: p.url, status: p.expectStatus, times: p.consecutive }),
    change: null,
    undo: nothingToUndo,
  }),
  "probe.checksum": (p) => ({
    object: worded("SitesGiveTheSame", { site: p.cluster, other: p.other, query: p.query, times: p.consecutive }),
    change: null,
    undo: nothingToUndo,
  }),
  "probe.sql": (p) => ({
    object: worded("SqlHolds", {
      service: p.service,
      condition: `${p.query} ${p.comparison} ${p.threshold}${p.unit === "" ? "" : ` ${p.unit}`}`,
      times: p.consecutive,
    }),
    change: null,
    undo: nothingToUndo,
  }),
  "probe.promql": (p) => ({
    object: worded("QueryHolds", {
      condition: `${p.query} ${p.comparison} ${p.threshold}${p.unit === "" ? "" : ` ${p.unit}`}`,
      times: p.consecutive,
    }),
    change: null,
    undo: nothingToUndo,
  }),
};

/** Says what a step is about, what it changes and how that is undone. */
export function describeStep(step: StepAction): StepDescription {
  // A step's `with` is the parameters of its own `use`: PlanStep holds the two together.
  const describe = descriptions[step.use] as Describe<StepName>;
  const { object, change, undo } = describe(step.with as never);
  return {
    object: object.message,
    change: change?.message ?? null,
    undo: undo.message,
    phrases: { object: object.phrase, change: change?.phrase, undo: undo.phrase },
  };
}
