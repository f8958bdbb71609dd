import { z } from "zod";
import { AuditActor } from "./audit";
import { RunOrigin } from "./automation";
import { PinnedChild } from "./child-run";
import { CommandOutcome } from "./command";
import { DrillReading, DrillVerdict } from "./drill";
import { RunKind, RunTimes } from "./failover";
import { RunPhase, StepState, StepTransition } from "./failover-phase";
import { PlanFinding } from "./gate";
import { ClusterId, PlanId, RunId } from "./ids";
import { Json } from "./json";
import { ObjectChange } from "./object-change";
import { Phrase } from "./phrase";
import { OnFailure } from "./plan-step";
import { RunMode } from "./run-mode";
import { WorkflowName } from "./workflow";

const Instant = z.iso.datetime();
const Hash = z.string().length(64);
const Site = z.object({ id: ClusterId, name: z.string() });

/** An order of an attempt with its receipt, as far as one had come when the run ended. */
export const ReportedCommand = z.object({
  id: z.uuid(),
  name: z.string(),
  way: z.enum(["do", "undo"]),
  clusterName: z.string(),
  scope: z.string(),
  epoch: z.number().int(),
  idempotencyKey: z.string(),
  input: Json,
  issuedAt: Instant,
  expiresAt: Instant,
  acceptedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  outcome: CommandOutcome.nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
  output: Json.nullable(),
});
export type ReportedCommand = z.infer<typeof ReportedCommand>;

/** One try of a step, with the boundaries that it crossed under which lease, and its orders. */
export const ReportedAttempt = z.object({
  number: z.number().int().positive(),
  boundaries: z.array(
    z.object({ transition: StepTransition, at: Instant, leaseEpoch: z.number().int(), note: z.string(), phrase: Phrase.optional() }),
  ),
  commands: z.array(ReportedCommand),
});
export type ReportedAttempt = z.infer<typeof ReportedAttempt>;

/** One step as it was approved and as it went; `Pending` and without attempts where the run did not come to it. */
export const ReportedStep = z.object({
  index: z.number().int(),
  name: z.string(),
  /** The parallel set that it was done with; null when it was by itself. */
  set: z.string().nullable(),
  use: z.string(),
  object: z.string(),
  clusterName: z.string().nullable(),
  parameters: Json,
  onFailure: OnFailure,
  timeoutSeconds: z.number().int(),
  state: StepState,
  /** What was said of it last: why it was skipped, undone, or what was reached. */
  message: z.string(),
  phrase: Phrase.optional(),
  isIrreversible: z.boolean(),
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  changes: z.array(ObjectChange),
  attempts: z.array(ReportedAttempt),
});
export type ReportedStep = z.infer<typeof ReportedStep>;

/** An entry of the audit chain about the run: enough to find it in the chain and to see that it is the same. */
export const ReportedEntry = z.object({
  seq: z.number().int().positive(),
  at: Instant,
  actor: AuditActor,
  action: z.string(),
  outcome: z.enum(["succeeded", "refused", "failed"]),
  reason: z.string().nullable(),
  hash: Hash,
});
export type ReportedEntry = z.infer<typeof ReportedEntry>;

/** What was measured to be lost of one data store; null is not measured. */
export const ReportedLoss = z.object({ store: z.string(), lossSeconds: z.number().nullable(), lossBytes: z.number().nullable() });

/**
 * What a run was, from its rows alone: the same run gives the same report, byte for byte in canonical JSON (RFC 8785). No reader's
 * language or time zone is in it, and nothing of after the run's end, but for the judgement of a drill. What looks like a secret is cut out.
 */
export const RunReport = z.object({
  schema: z.literal(1),
  run: z.object({
    id: RunId,
    kind: RunKind,
    mode: RunMode,
    /** The mode that was approved, where the run has started in another because its primary was lost since; null: the same. */
    approvedMode: RunMode.nullable(),
    origin: RunOrigin,
    workflow: WorkflowName,
    groupId: z.uuid(),
    group: z.string(),
    /** The site that the run left, and the one that it went to. */
    primary: Site,
    standby: Site,
    /** The clusters beside the two that its steps could act on; absent when none. */
    others: z.array(Site).optional(),
    epoch: z.number().int(),
    reason: z.string(),
    /** Which losses the requester accepted by name, as the approved hash has them; absent when none. */
    acceptedLoss: Json.optional(),
    /** The hash of the arming under which no person began it, to which the approvals are bound; absent when a person asked for it. */
    armingHash: Hash.optional(),
    /** The runs of other plans that its steps could make, as the approved hash has them; absent when none. */
    children: z.array(PinnedChild).optional(),
    /** The runs that they made, the first first; absent when none. */
    childRuns: z.array(z.object({ id: RunId, step: z.string(), attempt: z.number().int(), plan: z.string() })).optional(),
    /** The run whose step made this one and the hash of it, to which the approvals are bound; absent when no step did. */
    parent: z.object({ id: RunId, subjectHash: Hash }).optional(),
  }),
  plan: z.object({ id: PlanId, name: z.string(), version: z.number().int(), contentHash: Hash, savedByName: z.string(), savedAt: Instant }),
  request: z.object({ byId: z.string(), byName: z.string(), at: Instant, expiresAt: Instant, subjectHash: Hash }),
  approvals: z.object({
    required: z.number().int(),
    approvedAt: Instant.nullable(),
    decisions: z.array(
      z.object({
        /** The step that waited for it; null for the run itself. */
        step: z.string().nullable(),
        byId: z.string(),
        byName: z.string(),
        decision: z.enum(["approve", "decline"]),
        comment: z.string(),
        subjectHash: Hash,
        at: Instant,
      }),
    ),
  }),
  evaluation: z.object({
    id: z.uuid(),
    evaluatedAt: Instant,
    isReady: z.boolean(),
    contentHash: Hash,
    findings: z.array(PlanFinding),
  }),
  /** As they were asked last. */
  guards: z.array(
    z.object({
      name: z.string(),
      isMet: z.boolean(),
      message: z.string(),
      phrase: Phrase.optional(),
      isOverridden: z.boolean().optional(),
      checkedAt: Instant,
    }),
  ),
  steps: z.array(ReportedStep),
  times: RunTimes.extend({ rtoSeconds: z.number().int(), isWithinRto: z.boolean().nullable() }),
  /** Of the stores whose loss was measured; absent while none is. */
  losses: z.array(ReportedLoss).optional(),
  /** What a drill of a plan with conditions proves, and what was read of each; absent for every other run. */
  drill: z
    .object({ verdict: DrillVerdict, message: z.string(), phrase: Phrase.optional(), judgedAt: Instant, readings: z.array(DrillReading) })
    .optional(),
  outcome: z.object({
    phase: RunPhase,
    message: z.string(),
    phrase: Phrase.optional(),
    startedAt: Instant.nullable(),
    finishedAt: Instant,
  }),
  chain: z.object({
    entries: z.array(ReportedEntry),
    /** The entry that says how the run ended: the head of the chain when it was written. It stands for all that is before it. */
    head: z.object({ seq: z.number().int().positive(), hash: Hash }),
  }),
});
export type RunReport = z.infer<typeof RunReport>;

/** The type of the statement's predicate. */
export const RUN_REPORT_TYPE = "https://holdfast.dev/run-report/v1";

const Digest = z.object({ sha256: Hash });

/** An in-toto Statement (v1): about the run by its subject hash, and about its PDF by the hash of its bytes. */
export const RunStatement = z.strictObject({
  _type: z.literal("https://in-toto.io/Statement/v1"),
  subject: z.tuple([z.object({ name: z.string(), digest: Digest }), z.object({ name: z.string(), digest: Digest })]),
  predicateType: z.literal(RUN_REPORT_TYPE),
  predicate: RunReport,
});
export type RunStatement = z.infer<typeof RunStatement>;

/** The media type of what a report's envelope holds. */
export const STATEMENT_MEDIA_TYPE = "application/vnd.in-toto+json";

/** A DSSE envelope (v1.0.2): the statement in base64, with its signatures (base64, Ed25519 over the pre-authentication encoding). */
export const ReportEnvelope = z.strictObject({
  payloadType: z.literal(STATEMENT_MEDIA_TYPE),
  payload: z.base64(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.base64() })).min(1),
});
export type ReportEnvelope = z.infer<typeof ReportEnvelope>;

/** The report of a run as its page shows it: `ended` is false while there can be none, `signed` null until a hub has signed it. */
export const RunReportView = z.object({
  hasEnded: z.boolean(),
  signed: z
    .object({
      report: RunReport,
      /** SHA-256 of the signed statement, as the audit chain has it. */
      statementHash: Hash,
      keyId: z.string(),
      signedAt: z.date(),
    })
    .nullable(),
});
export type RunReportView = z.infer<typeof RunReportView>;

/** As what a report is taken away: signed, on paper, or the keys that it is verified with. */
export const TakeReport = z.strictObject({ runId: RunId, format: z.enum(["json", "pdf", "keys"]) });
export type TakeReport = z.infer<typeof TakeReport>;
