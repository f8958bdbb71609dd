import { z } from "zod";
import { Environment } from "./cluster";
import { GateView } from "./gate";
import { ClusterId, DnsLabel, PolicyId, RolloutId } from "./ids";
import { ObjectChange } from "./object-change";
import { Phrase } from "./phrase";
import { OnDrift } from "./policy-drift";
import { PolicyTestRun } from "./policy-library";
import { PolicyObject } from "./policy-object";
import { GateReadings, MetricGate, RolloutStrategy, Stage } from "./rollout-strategy";
import { ClusterSelector } from "./selector";

/** What a person sends to save a policy: manifests as YAML documents, and the version that they were written against. */
export const SavePolicy = z.strictObject({
  name: DnsLabel,
  description: z.string().trim().max(500).default(""),
  yaml: z.string().max(200_000),
  /** The examples that it must come out right on; they are run before it is saved. */
  tests: z.string().max(100_000).default(""),
  placement: ClusterSelector,
  /** How it goes through the fleet. Left out, it stays as it was; for a new one it is the default. */
  strategy: RolloutStrategy.optional(),
  basedOnVersion: z.number().int().nonnegative(),
});
export type SavePolicy = z.infer<typeof SavePolicy>;

/**
 * How one cluster stands towards the policy version that it should have. `awaitingReturn`: it is away, and gets the version when it is
 * back. `superseded`: it came back when another rollout had taken this one's place, or this one had been halted.
 */
export const DeploymentState = z.enum([
  ...(["notPlaced", "pending", "applying", "applied", "drifted", "failed", "removed", "unknown"] as const),
  ...(["awaitingReturn", "superseded"] as const),
]);
export type DeploymentState = z.infer<typeof DeploymentState>;

/** What one cluster's API server said to a version in a dry run. */
export const PolicyPreview = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  state: z.enum(["previewed", "refused", "unreachable"]),
  message: z.string(),
  phrase: Phrase.optional(),
  changes: z.array(ObjectChange),
  previewedAt: z.date(),
});
export type PolicyPreview = z.infer<typeof PolicyPreview>;

/** The order in which a rollout reaches environments; a wave starts when the one before has been read back as applied. */
export const RolloutWave = z.object({
  name: z.string(),
  environments: z.array(z.string()),
  /** The names that its clusters had when it was planned; empty for one that was planned before this was kept. */
  clusters: z.array(z.string()).default([]),
  needsApproval: z.boolean(),
  soakSeconds: z.number().int().default(0),
  gate: MetricGate.nullable().default(null),
});
export type RolloutWave = z.infer<typeof RolloutWave>;

/** Where a rollout stands. */
export const RolloutPhase = z.enum(["Running", "AwaitingApproval", "Succeeded", "Halted", "Rejected", "Superseded"]);
export type RolloutPhase = z.infer<typeof RolloutPhase>;

/** Names a version of a policy, to preview it or to push it. */
export const RequestRollout = z.strictObject({ policyId: PolicyId, version: z.number().int().positive() });
export type RequestRollout = z.infer<typeof RequestRollout>;
/** Takes the policy back to an earlier version, or with 0 off every cluster, through the same waves. */
export const RollBackPolicy = z.strictObject({
  policyId: PolicyId,
  toVersion: z.number().int().nonnegative(),
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
});
export type RollBackPolicy = z.infer<typeof RollBackPolicy>;
export const DecideRollout = z.strictObject({
  rolloutId: RolloutId,
  decision: z.enum(["approve", "decline"]),
  version: z.number().int(),
  comment: z.string().trim().max(500).default(""),
});
export type DecideRollout = z.infer<typeof DecideRollout>;

/** One immutable version of a policy. */
export const PolicyVersionView = z.object({
  number: z.number().int(),
  contentHash: z.string().length(64),
  yaml: z.string(),
  objects: z.array(PolicyObject),
  tests: z.string(),
  testRun: PolicyTestRun.nullable(),
  createdAt: z.date(),
  createdByName: z.string(),
});
export type PolicyVersionView = z.infer<typeof PolicyVersionView>;

/** One cluster of a rollout. */
export const RolloutTargetView = z.object({
  clusterId: ClusterId,
  clusterName: z.string(),
  environment: z.string(),
  wave: z.number().int(),
  state: DeploymentState,
  message: z.string(),
  phrase: Phrase.optional(),
  /** How strictly it was last ordered to act, and the version that it goes to. */
  stage: Stage,
  version: z.number().int(),
  updatedAt: z.date(),
});
export type RolloutTargetView = z.infer<typeof RolloutTargetView>;

/** What a rollout stands still for. `name` is that of the freeze. */
export const RolloutWaitView = z.object({
  kind: z.enum(["switch", "approval", "freeze", "clusters", "return", "soak", "watch", "gate"]),
  until: z.date().nullable(),
  name: z.string().nullable(),
});
export type RolloutWaitView = z.infer<typeof RolloutWaitView>;

/** One rollout whole, with what the caller may do now. */
export const RolloutView = z.object({
  id: RolloutId,
  policyId: PolicyId,
  policyName: z.string(),
  action: z.enum(["push", "rollBack"]),
  toVersion: z.number().int(),
  phase: RolloutPhase,
  message: z.string(),
  phrase: Phrase.optional(),
  waves: z.array(RolloutWave),
  currentWave: z.number().int(),
  stages: z.array(Stage),
  currentStage: z.number().int(),
  failureBudget: z.number().int(),
  maxConcurrent: z.number().int(),
  onFailure: z.enum(["halt", "rollBack"]),
  /** The last answers to the gate of the current wave. */
  gate: GateReadings.nullable(),
  /** What it stands still for, and until when where that is known; null while something is done, and after the end. */
  waits: RolloutWaitView.nullable(),
  /** The rollout whose clusters this one takes back, and the one that takes back those of this one. */
  restoresId: RolloutId.nullable(),
  restoredById: RolloutId.nullable(),
  targets: z.array(RolloutTargetView),
  requestedById: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  finishedAt: z.date().nullable(),
  decisions: z.array(z.object({ approverName: z.string(), decision: z.enum(["approve", "decline"]), comment: z.string(), at: z.date() })),
  allowed: z.record(z.string(), GateView),
  version: z.number().int(),
});
export type RolloutView = z.infer<typeof RolloutView>;

/**
 * How far a policy has come in one environment: the clusters that its placement chooses, those that have a version of it, those
 * that have the latest, and those that need a look because they drifted, failed or can't be told.
 */
export const PolicyReach = z.object({
  environment: Environment,
  placed: z.number().int(),
  enforced: z.number().int(),
  atLatest: z.number().int(),
  troubled: z.number().int(),
});
export type PolicyReach = z.infer<typeof PolicyReach>;

/** One line of the list of policies. `deployed` holds the version that each cluster has; `rollout` is the newest one. */
export const PolicyListRow = z.object({
  id: PolicyId,
  name: z.string(),
  description: z.string(),
  latestVersion: z.number().int(),
  deployed: z.array(z.number().int()),
  reach: z.array(PolicyReach),
  rollout: z
    .object({
      id: RolloutId,
      action: z.enum(["push", "rollBack"]),
      toVersion: z.number().int(),
      phase: RolloutPhase,
      currentWave: z.number().int(),
      waves: z.number().int(),
    })
    .nullable(),
});
export type PolicyListRow = z.infer<typeof PolicyListRow>;

/** The clusters that a placement chooses now, and the waves in which a push would reach them. */
export const PlacementView = z.object({
  clusters: z.array(z.object({ clusterId: ClusterId, clusterName: z.string(), environment: Environment })),
  waves: z.array(RolloutWave),
  /** The names of those that no wave chooses. */
  unplaced: z.array(z.string()),
});
export type PlacementView = z.infer<typeof PlacementView>;

/**
 * How many objects of one resource a cluster has that a version's rules name. Selectors and conditions may narrow it, so it is
 * the most that the version can touch; what is there already is only judged when it is written next.
 */
export const PolicyScope = z.object({ clusterId: ClusterId, resource: z.string(), count: z.number().int() });
export type PolicyScope = z.infer<typeof PolicyScope>;

/** How one cluster stands towards one policy: what was read back from it, or that it is awaited. */
export const PolicyStanding = z.object({
  isPlaced: z.boolean(),
  /** What it has; null for nothing. */
  version: z.number().int().nullable(),
  state: DeploymentState,
  message: z.string(),
  phrase: Phrase.optional(),
  observedAt: z.date().nullable(),
});

/** A policy that a cluster has or is to have. */
export const ClusterPolicy = PolicyStanding.extend({
  id: PolicyId,
  name: z.string(),
  description: z.string(),
  latestVersion: z.number().int(),
});
export type ClusterPolicy = z.infer<typeof ClusterPolicy>;

/** One policy whole. */
export const PolicyView = z.object({
  id: PolicyId,
  name: z.string(),
  description: z.string(),
  placement: ClusterSelector,
  strategy: RolloutStrategy,
  latestVersion: z.number().int(),
  versions: z.array(PolicyVersionView),
  clusters: z.array(PolicyStanding.extend({ clusterId: ClusterId, clusterName: z.string(), environment: Environment })),
  /** In what order a push of the latest version would reach the clusters of the placement. */
  waves: z.array(RolloutWave),
  /** How strictly it would act at each wave, one after the other. */
  stages: z.array(Stage),
  previews: z.array(PolicyPreview),
  scope: z.array(PolicyScope),
  push: GateView,
  /** What is done where its objects are not as pushed. */
  onDrift: OnDrift,
});
export type PolicyView = z.infer<typeof PolicyView>;

/** Stops a rollout where it is; the reason is on record. */
export const HaltRollout = z.strictObject({ rolloutId: RolloutId, reason: z.string().trim().min(3, "say why, in a few words").max(500) });
export type HaltRollout = z.infer<typeof HaltRollout>;
