import { z } from "zod";
import { RunIntent, RunPhase, StepState } from "./failover-phase";
import { GuardResult, PlanFinding } from "./gate";
import { ClusterId, DnsLabel, PlanId, RunId } from "./ids";
import { ObjectChange } from "./object-change";

/** Asks for a failover by a plan, as the requester saw it. */
export const RequestFailover = z.strictObject({
  planId: PlanId,
  /** The version that the requester saw; refused when a newer one exists. */
  planVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "say why, in a few words").max(500),
});
export type RequestFailover = z.infer<typeof RequestFailover>;

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

/** One readiness evaluation of a plan version, kept as it was. */
export const EvaluationView = z.object({
  id: z.uuid(),
  evaluatedAt: z.date(),
  contentHash: z.string().length(64),
  isReady: z.boolean(),
  findings: z.array(PlanFinding),
});
export type EvaluationView = z.infer<typeof EvaluationView>;

/** One step of a run as the run page shows it. */
export const StepRunView = z.object({
  index: z.number().int(),
  name: z.string(),
  use: z.string(),
  object: z.string(),
  clusterName: z.string().nullable(),
  state: StepState,
  attempt: z.number().int(),
  /** One line for the operator: what is awaited, or what was reached. */
  message: z.string(),
  change: z.string().nullable(),
  undo: z.string(),
  isIrreversible: z.boolean(),
  /** What an approver of this step repeats; null unless it waits for an approval. */
  subjectHash: z.string().length(64).nullable(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  changes: z.array(ObjectChange),
});
export type StepRunView = z.infer<typeof StepRunView>;

/** One person's decision about a run. */
export const ApprovalView = z.object({
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
  group: z.string(),
  primary: z.object({ id: ClusterId, name: z.string() }),
  standby: z.object({ id: ClusterId, name: z.string() }),
  phase: RunPhase,
  reason: z.string(),
  phaseMessage: z.string(),
  rtoSeconds: z.number().int(),
  subjectHash: z.string().length(64),
  requestedById: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  expiresAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  approvalsRequired: z.number().int(),
  approvals: z.array(ApprovalView),
  guards: z.array(GuardResult),
  evaluation: EvaluationView,
  steps: z.array(StepRunView),
  times: RunTimes,
  /** What the caller may do now, each with the reason when not. The same gates are asked again when it is done. */
  allowed: z.record(z.string(), z.object({ isMet: z.boolean(), message: z.string() })),
  version: z.number().int(),
  clock: z.date(),
});
export type RunView = z.infer<typeof RunView>;

/** One line of the list of runs. */
export const RunListRow = z.object({
  id: RunId,
  planId: PlanId,
  planName: z.string(),
  primaryName: z.string(),
  standbyName: z.string(),
  phase: RunPhase,
  phaseMessage: z.string(),
  rtoSeconds: z.number().int(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  finishedAt: z.date().nullable(),
  recoveryMs: z.number().nullable(),
});
export type RunListRow = z.infer<typeof RunListRow>;

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
  evaluation: EvaluationView.nullable(),
  activeRunId: RunId.nullable(),
  lastRun: z.object({ id: RunId, phase: RunPhase, finishedAt: z.date().nullable(), recoveryMs: z.number().nullable() }).nullable(),
});
export type PlanListRow = z.infer<typeof PlanListRow>;

/** What waits for somebody's decision. `canDecide` says whether it is the caller's, and why not. */
export const PendingApproval = z.object({
  kind: z.enum(["failover", "failoverStep", "rollout"]),
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  expiresAt: z.date().nullable(),
  canDecide: z.object({ isMet: z.boolean(), message: z.string() }),
});
export type PendingApproval = z.infer<typeof PendingApproval>;
