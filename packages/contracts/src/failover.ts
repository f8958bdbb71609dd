import { z } from "zod";
import { RunOrigin } from "./automation";
import { CommandOutcome } from "./command";
import { AcceptedLoss, AcceptLoss, RunStoreLoss } from "./data-store";
import { DrillProofView, PlanProof } from "./drill";
import { ApprovedEvaluation, EvaluationView } from "./evaluation-view";
import { RunIntent, RunPhase, StepState, StepTransition } from "./failover-phase";
import { GateView, GuardResult } from "./gate";
import { GuardOverrideView } from "./guard-override";
import { ClusterId, CommandId, DnsLabel, PlanId, RunId } from "./ids";
import { Json } from "./json";
import { ObjectChange } from "./object-change";
import { PageRequest, pageOf } from "./page";
import { Phrase } from "./phrase";
import { OnFailure, StepRetry } from "./plan-step";
import { RelatedRun } from "./related-run";
import { RunMode, StepVariant } from "./run-mode";
import { StepForm } from "./step-form";
import { StepPhrases } from "./step-words";
import { WarrantView } from "./warrant";
import { WorkflowName } from "./workflow";

/** Asks for a failover by a plan, as the requester saw it. */
export const RequestFailover = z.strictObject({
  planId: PlanId,
  /** The version that the requester saw; refused when a newer one exists. */
  planVersion: z.number().int().positive(),
  workflow: WorkflowName.default("activate"),
  /** A drill does all that a failover does, to prove the plan; what it is called is in the hash that is approved. Without a word it is real. */
  kind: z.enum(["real", "drill"]).optional(),
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
  /** The data stores beyond their RPO whose loss the requester accepts by name. */
  acceptLoss: AcceptLoss.nullable().optional(),
});
export type RequestFailover = z.infer<typeof RequestFailover>;

/** Asks for a dry run of a workflow of a plan, as the caller saw it. */
export const RehearseFailover = RequestFailover.omit({ reason: true, kind: true, acceptLoss: true });
export type RehearseFailover = z.infer<typeof RehearseFailover>;

/** The approver repeats the hash that was on the screen: another hash is refused, whatever changed. */
export const DecideFailover = z.strictObject({
  runId: RunId,
  /** The step that waits for this decision (`approval.wait`); null for the run itself. */
  step: DnsLabel.nullable().default(null),
  decision: z.enum(["approve", "decline"]),
  subjectHash: z.string().length(64),
  comment: z.string().trim().max(500).default(""),
});
export type DecideFailover = z.infer<typeof DecideFailover>;

/** Steers a run that is on its way; undoing and aborting need a reason. */
export const OperateFailover = z.strictObject({
  runId: RunId,
  intent: RunIntent,
  reason: z.string().trim().max(500).default(""),
});
export type OperateFailover = z.infer<typeof OperateFailover>;

/** What a run is for: moving the group, proving the plan, or a dry run of every write. */
export const RunKind = z.enum(["real", "drill", "rehearsal"]);
export type RunKind = z.infer<typeof RunKind>;

/** A boundary that an attempt has crossed, as the runner's journal has it; `note` says why, where the journal knows. */
export const BoundaryView = z.object({ transition: StepTransition, at: z.date(), note: z.string(), phrase: Phrase.optional() });
export type BoundaryView = z.infer<typeof BoundaryView>;

/** An order of an attempt to an agent with its receipt, as far as one has come. `way`: doing the step, or taking it back. */
export const StepCommandView = z.object({
  id: CommandId,
  name: z.string(),
  way: z.enum(["do", "undo"]),
  clusterName: z.string(),
  input: Json,
  epoch: z.number().int(),
  idempotencyKey: z.string(),
  issuedAt: z.date(),
  expiresAt: z.date(),
  acceptedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  /** Null while no receipt has come. */
  outcome: CommandOutcome.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  output: Json.nullable(),
});
export type StepCommandView = z.infer<typeof StepCommandView>;

/** One try of a step, to do it or to take it back. */
export const AttemptView = z.object({
  number: z.number().int().positive(),
  boundaries: z.array(BoundaryView),
  commands: z.array(StepCommandView),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** One step of a run as the run page shows it. */
export const StepRunView = z.object({
  index: z.number().int(),
  name: z.string(),
  /** The parallel set that it belongs to; null when it is done by itself. */
  set: z.string().nullable(),
  use: z.string(),
  object: z.string(),
  clusterName: z.string().nullable(),
  state: StepState,
  attempt: z.number().int(),
  /** One line for the operator: what is awaited, or what was reached. */
  message: z.string(),
  phrase: Phrase.optional(),
  change: z.string().nullable(),
  undo: z.string(),
  phrases: StepPhrases.optional(),
  effect: z.enum(["changes", "observes"]),
  ungraceful: z.union([z.literal("skip"), StepForm]).nullable(),
  /** Which form of a step that has two this run uses, `leftOut` when that is none; null for a step that has one. */
  variant: StepVariant.nullable(),
  onFailure: OnFailure,
  /** Null when it is tried once. */
  retry: StepRetry.nullable(),
  timeoutSeconds: z.number().int(),
  isIrreversible: z.boolean(),
  /** What an approver of this step repeats; null unless it waits for an approval. */
  subjectHash: z.string().length(64).nullable(),
  /** Whether the caller may decide about this step; null unless it waits for an approval. */
  decide: GateView.nullable(),
  startedAt: z.date().nullable(),
  /** Until when the attempt that is under way may take. */
  deadlineAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  changes: z.array(ObjectChange),
  attempts: z.array(AttemptView),
  /** The runs that it has made, the first first. */
  children: z.array(RelatedRun),
});
export type StepRunView = z.infer<typeof StepRunView>;

/** One person's decision about a run, or about a step of it that waited (`step`). */
export const ApprovalView = z.object({
  step: z.string().nullable(),
  approverName: z.string(),
  decision: z.enum(["approve", "decline"]),
  comment: z.string(),
  at: z.date(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/**
 * Measured durations of a run in milliseconds; null while not measured. `detectMs`: from the primary's last sign of life until
 * the hub called it unreachable. `decideMs`: people, before and during the run. Recovery is act + verify: what is held against
 * the RTO; people are apart.
 */
export const RunTimes = z.object({
  detectMs: z.number().nullable(),
  decideMs: z.number().nullable(),
  actMs: z.number().nullable(),
  verifyMs: z.number().nullable(),
  recoveryMs: z.number().nullable(),
});
export type RunTimes = z.infer<typeof RunTimes>;

/** One run whole. `clock` is the server's, so that a page counts from one clock. */
export const RunView = z.object({
  id: RunId,
  planId: PlanId,
  planName: z.string(),
  planVersion: z.number().int(),
  workflow: WorkflowName,
  group: z.string(),
  /** The site that the run leaves, and the one that it goes to. */
  primary: z.object({ id: ClusterId, name: z.string() }),
  standby: z.object({ id: ClusterId, name: z.string() }),
  /** The clusters beside the two that its steps may act on, and why. */
  others: z.array(z.object({ id: ClusterId, name: z.string(), why: z.string() })),
  kind: RunKind,
  mode: RunMode,
  /** The mode that was approved, where the run has started in another because its primary was lost since; null: the same. */
  approvedMode: RunMode.nullable(),
  origin: RunOrigin,
  /** The run whose step made it, if the caller may see that one; null for every other run. */
  parent: RelatedRun.nullable(),
  phase: RunPhase,
  reason: z.string(),
  phaseMessage: z.string(),
  phasePhrase: Phrase.optional(),
  /** What a person has asked for and the runner has not answered yet. */
  pendingIntent: z.object({ intent: RunIntent, byName: z.string(), reason: z.string() }).nullable(),
  isUndoing: z.boolean(),
  epoch: z.number().int(),
  rtoSeconds: z.number().int(),
  planContentHash: z.string().length(64),
  subjectHash: z.string().length(64),
  requestedById: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  expiresAt: z.date(),
  /** Before when it does not start, whoever approves it; null: at once. */
  notBefore: z.date().nullable(),
  approvedAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  approvalsRequired: z.number().int(),
  approvals: z.array(ApprovalView),
  guards: z.array(GuardResult),
  /** What people have overridden, the newest first. */
  overrides: z.array(GuardOverrideView),
  evaluation: ApprovedEvaluation,
  steps: z.array(StepRunView),
  times: RunTimes,
  acceptedLoss: AcceptedLoss.nullable(),
  /** What was lost of each data store, as far as it was measured by now. */
  losses: z.array(RunStoreLoss),
  /** What a drill of a plan with conditions proves; null for every other run. */
  drill: DrillProofView.nullable(),
  /** How many data stores its plan has. */
  storeCount: z.number().int(),
  /** What the standby's agent was let finish by itself should no hub answer, and what it did; the latest first. */
  warrants: z.array(WarrantView),
  /** What the caller may do now, each with the reason when not. The same gates are asked again when it is done. */
  allowed: z.record(z.string(), GateView),
  version: z.number().int(),
  clock: z.date(),
});
export type RunView = z.infer<typeof RunView>;

/** One line of the list of runs. */
export const RunListRow = z.object({
  id: RunId,
  planId: PlanId,
  planName: z.string(),
  workflow: WorkflowName,
  kind: RunKind,
  primaryName: z.string(),
  standbyName: z.string(),
  phase: RunPhase,
  phaseMessage: z.string(),
  phasePhrase: Phrase.optional(),
  rtoSeconds: z.number().int(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  finishedAt: z.date().nullable(),
  recoveryMs: z.number().nullable(),
});
export type RunListRow = z.infer<typeof RunListRow>;

/** Asks for a page of runs, the newest first: of one plan or of all, in some phases or in any. */
export const ListRuns = PageRequest.extend({ planId: PlanId.optional(), phases: z.array(RunPhase).max(20).default([]) });
export type ListRuns = z.infer<typeof ListRuns>;

/** A page of runs. */
export const RunPage = pageOf(RunListRow);
export type RunPage = z.infer<typeof RunPage>;

/** One line of the list of plans: is it ready, and when did it last prove itself. */
export const PlanListRow = z.object({
  id: PlanId,
  name: z.string(),
  description: z.string(),
  group: z.string(),
  primaryName: z.string(),
  standbyName: z.string(),
  rtoSeconds: z.number().int(),
  latestVersion: z.number().int(),
  /** Where its group runs by its last run that succeeded; null before the first. */
  activeSite: z.string().nullable(),
  /** Of what would be requested next: the failover, or the failback of a group that runs at the standby. */
  evaluation: EvaluationView.nullable(),
  /** Whether what would be requested next has proven itself. */
  proof: PlanProof,
  activeRunId: RunId.nullable(),
  lastRun: z.object({ id: RunId, phase: RunPhase, finishedAt: z.date().nullable(), recoveryMs: z.number().nullable() }).nullable(),
});
export type PlanListRow = z.infer<typeof PlanListRow>;

/** What waits for somebody's decision. `canDecide` says whether it is the caller's, and why not. */
export const PendingApproval = z.object({
  kind: z.enum(["failover", "failoverStep", "arming", "rollout", "elevation", "waiver"]),
  /** What the run is for; absent where it is about no run. */
  runKind: RunKind.optional(),
  /** Of an arming, its plan: one at most waits. */
  id: z.string(),
  title: z.string(),
  /** The title as a phrase; none where it is but names. */
  phrase: Phrase.optional(),
  detail: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  expiresAt: z.date().nullable(),
  canDecide: GateView,
});
export type PendingApproval = z.infer<typeof PendingApproval>;
