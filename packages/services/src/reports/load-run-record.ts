import { RunOrigin } from "@holdfast/contracts/automation";
import { PinnedChildren } from "@holdfast/contracts/child-run";
import { CommandOutcome } from "@holdfast/contracts/command";
import { DrillReading, DrillVerdict } from "@holdfast/contracts/drill";
import { RunKind } from "@holdfast/contracts/failover";
import { RunPhase, StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import { GuardResult, PlanFinding } from "@holdfast/contracts/gate";
import { PlanId, RunId } from "@holdfast/contracts/ids";
import { Json } from "@holdfast/contracts/json";
import { ObjectChange } from "@holdfast/contracts/object-change";
import { PlanSpec } from "@holdfast/contracts/plan";
import { RunMode } from "@holdfast/contracts/run-mode";
import { WorkflowName } from "@holdfast/contracts/workflow";
import { auditEntryOf } from "@holdfast/db/audit/read";
import type {
  AuditEntry,
  Command,
  DrillProof,
  JournalEntry,
  PlanVersion,
  Prisma,
  RunStoreLoss,
  StepRun,
} from "@holdfast/db/generated/prisma/client";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import type { RecordedCommand, RecordedEntry, RecordedLine, RecordedStep, RunRecord } from "@holdfast/domain/report/derive-report";
import { z } from "zod";
import { runKeyPrefix } from "../failover/attempt-views";
import { callsAsCommands } from "../failover/calls-as-commands";
import { runTimes } from "../failover/run-times";

const Guards = z.array(GuardResult.extend({ checkedAt: z.iso.datetime() }));
const DrillReadings = z.array(DrillReading);
const Detail = z.looseObject({ because: z.string(), phrase: z.unknown() });
const Became = z.looseObject({ phase: z.string() });
const text = (at: Date | null): string | null => at?.toISOString() ?? null;
const said = (row: { readonly phrase: unknown }) => {
  const phrase = phraseOfRow(row.phrase);
  return phrase === undefined ? {} : { phrase };
};

function lineOf(line: JournalEntry): RecordedLine {
  const detail = Detail.safeParse(line.detail).data;
  return {
    stepIndex: line.stepIndex,
    attempt: line.attempt,
    transition: StepTransition.parse(line.transition),
    leaseEpoch: Number(line.leaseEpoch),
    note: detail?.because ?? "",
    ...said({ phrase: detail?.phrase }),
    at: line.at.toISOString(),
  };
}

const stepOf = (row: StepRun): RecordedStep => ({
  index: row.index,
  state: StepState.parse(row.state),
  message: row.message,
  ...said(row),
  isIrreversible: row.isIrreversible,
  startedAt: text(row.startedAt),
  finishedAt: text(row.finishedAt),
  changes: z.array(ObjectChange).parse(row.changes),
});

/** An order's key is `run:<run>:<step>:<attempt>:<way>`; a step's name holds no colon. */
function commandOf(row: Command): RecordedCommand {
  const [, , step = "", attempt = "0", way] = row.idempotencyKey.split(":");
  return {
    ...{ id: row.id, name: row.name, step, attempt: Number(attempt), way: way === "undo" ? "undo" : "do", clusterId: row.clusterId },
    ...{ scope: row.scope, epoch: Number(row.epoch), idempotencyKey: row.idempotencyKey, input: Json.parse(row.input) },
    issuedAt: row.issuedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: text(row.acceptedAt),
    finishedAt: text(row.finishedAt),
    outcome: CommandOutcome.nullable().parse(row.outcome),
    ...{ reason: row.reason, message: row.message, output: row.output === null ? null : Json.parse(row.output) },
  };
}

function entryOf(row: AuditEntry): RecordedEntry {
  const { seq, at, actor, action, outcome, reason, hash, after } = auditEntryOf(row);
  return { seq, at, actor, action, outcome, reason, hash, phase: Became.safeParse(after).data?.phase ?? null };
}

const lossOf = ({ store, lossSeconds, behind, behindUnit }: RunStoreLoss): NonNullable<RunRecord["losses"]>[number] => ({
  ...{ store, lossSeconds, lossBytes: behindUnit === "bytes" ? behind : null },
});

const drillOf = (proof: DrillProof | null): Pick<RunRecord, "drill"> => {
  if (!proof?.judgedAt) return {};
  const { message, readings, judgedAt } = proof;
  const judged = { verdict: DrillVerdict.parse(proof.verdict), judgedAt: judgedAt.toISOString(), readings: DrillReadings.parse(readings) };
  return { drill: { ...judged, message, ...said(proof) } };
};

/** The runs that it belongs to or has made, where there are any. */
function familyOf({ children, childRuns, parent, steps }: LoadedRun): Pick<RunRecord["run"], "children" | "childRuns" | "parent"> {
  const pinned = PinnedChildren.parse(children);
  const made = childRuns.map(({ id, parentStep, parentAttempt, plan }) => ({
    ...{ id: RunId.parse(id), step: steps.find(({ index }) => index === parentStep)?.name ?? "" },
    ...{ attempt: parentAttempt ?? 0, plan: plan.name },
  }));
  return {
    ...(pinned.length === 0 ? {} : { children: pinned }),
    ...(made.length === 0 ? {} : { childRuns: made }),
    ...(parent === null ? {} : { parent: { id: RunId.parse(parent.id), subjectHash: parent.subjectHash } }),
  };
}

const include = {
  plan: true,
  evaluation: true,
  steps: true,
  journal: true,
  approvals: true,
  arming: { include: { decisions: true } },
  parent: { include: { approvals: true } },
  childRuns: { include: { plan: true } },
  storeLosses: true,
  drillProof: true,
} as const satisfies Prisma.RunInclude;
type LoadedRun = Prisma.RunGetPayload<{ include: typeof include }>;

/** Who asked for what, who approved it, and on which findings. */
function basisOf(run: LoadedRun, version: PlanVersion): Pick<RunRecord, "plan" | "spec" | "request" | "approvals" | "evaluation"> {
  const { evaluation, subjectHash } = run;
  return {
    plan: {
      ...{ id: PlanId.parse(run.planId), name: run.plan.name, version: version.number, contentHash: version.contentHash },
      ...{ savedByName: version.createdByName, savedAt: version.createdAt.toISOString() },
    },
    spec: PlanSpec.parse(version.spec),
    request: {
      ...{ byId: run.requestedById, byName: run.requestedByName, subjectHash },
      ...{ at: run.requestedAt.toISOString(), expiresAt: run.expiresAt.toISOString() },
    },
    approvals: {
      required: run.approvalsRequired,
      approvedAt: text(run.approvedAt),
      // What was approved of a run that no person began is its arming, and of one that a step made the run of that step.
      decisions: [
        ...(run.arming?.decisions ?? []).map((each) => ({ ...each, stepName: "" })),
        ...(run.parent?.approvals ?? []).filter(({ stepName }) => stepName === ""),
        ...run.approvals,
      ].map((each) => ({
        ...{ step: each.stepName === "" ? null : each.stepName, byId: each.approverId, byName: each.approverName },
        decision: each.decision === "approve" ? "approve" : "decline",
        ...{ comment: each.comment, subjectHash: each.subjectHash, at: each.at.toISOString() },
      })),
    },
    evaluation: {
      ...{ id: evaluation.id, isReady: evaluation.isReady, contentHash: evaluation.contentHash },
      evaluatedAt: evaluation.evaluatedAt.toISOString(),
      findings: z.array(PlanFinding).parse(evaluation.findings),
    },
  };
}

/** Everything that a report of a run is made of, from its rows; null while the run has not ended, or when there is none. */
export async function loadRunRecord(tx: Prisma.TransactionClient, runId: string): Promise<RunRecord | null> {
  const run = await tx.run.findUnique({ where: { id: runId }, include });
  if (!run?.finishedAt) return null;
  const [version, orders, calls, entries] = await Promise.all([
    tx.planVersion.findUniqueOrThrow({ where: { planId_number: { planId: run.planId, number: run.planVersion } } }),
    tx.command.findMany({
      where: { clusterId: { in: [run.primaryId, run.standbyId, ...run.otherIds] }, idempotencyKey: { startsWith: runKeyPrefix(runId) } },
    }),
    callsAsCommands(tx, run),
    tx.auditEntry.findMany({ where: { targetKind: "run", targetId: runId } }),
  ]);
  const { primaryId, standbyId, otherIds, groupId, reason } = run;
  const words = { kind: RunKind.parse(run.kind), mode: RunMode.parse(run.mode), workflow: WorkflowName.parse(run.workflow) };
  const began = { approvedMode: RunMode.nullable().parse(run.approvedMode), origin: RunOrigin.parse(run.origin) };
  const accepted = run.acceptedLoss === null ? {} : { acceptedLoss: Json.parse(run.acceptedLoss) };
  const armed = run.arming === null ? {} : { armingHash: run.arming.subjectHash };
  return {
    run: {
      ...{ id: RunId.parse(run.id), ...words, ...began, groupId, primaryId, standbyId, otherIds, reason },
      ...{ epoch: Number(run.epoch), ...accepted, ...armed, ...familyOf(run) },
    },
    ...basisOf(run, version),
    guards: Guards.parse(run.guards),
    steps: run.steps.map(stepOf),
    journal: run.journal.map(lineOf),
    commands: [...orders, ...calls].map(commandOf),
    entries: entries.map(entryOf),
    times: runTimes(run, run.steps, run.journal),
    ...(run.storeLosses.length === 0 ? {} : { losses: run.storeLosses.map(lossOf) }),
    ...drillOf(run.drillProof),
    outcome: {
      ...{ phase: RunPhase.parse(run.phase), message: run.phaseMessage, ...said({ phrase: run.phasePhrase }) },
      ...{ startedAt: text(run.startedAt), finishedAt: run.finishedAt.toISOString() },
    },
  };
}
