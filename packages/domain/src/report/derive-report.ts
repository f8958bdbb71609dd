import type { RunTimes } from "@holdfast/contracts/failover";
import { type RunPhase, StepTransition } from "@holdfast/contracts/failover-phase";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Json } from "@holdfast/contracts/json";
import type { Phrase } from "@holdfast/contracts/phrase";
import type { PlanSpec } from "@holdfast/contracts/plan";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { ReportedAttempt, ReportedCommand, ReportedEntry, ReportedStep, RunReport } from "@holdfast/contracts/run-report";
import { describeStep } from "../plan/describe-step";
import { stepCluster, stepTimeoutSeconds } from "../plan/step-catalogue";
import { stepInMode } from "../plan/step-in-mode";
import { approvedWorkflow, stageOfEach } from "../plan/workflow";
import { scrub } from "../secret/scrub";
import { cleanChange, cleanJson, cleanPhrase } from "./clean";
import { endingEntry } from "./ending-entry";

/** A line of the journal as the report takes it. */
export interface RecordedLine {
  readonly stepIndex: number;
  readonly attempt: number;
  readonly transition: StepTransition;
  readonly leaseEpoch: number;
  readonly note: string;
  readonly phrase?: Phrase | undefined;
  readonly at: string;
}

/** What a step has become. */
export type RecordedStep = Pick<
  ReportedStep,
  "index" | "state" | "message" | "phrase" | "isIrreversible" | "startedAt" | "finishedAt" | "changes"
>;

/** An order of the run; `step` and `attempt` are those of its idempotency key. */
export interface RecordedCommand extends Omit<ReportedCommand, "clusterName"> {
  readonly step: string;
  readonly attempt: number;
  readonly clusterId: string;
}

/** An entry of the audit chain about the run; `phase` is what it says that the run became. */
export interface RecordedEntry extends ReportedEntry {
  readonly phase: string | null;
}

/** All that the store holds about a run that has ended. The order of the lists does not matter. */
export interface RunRecord {
  readonly run: Omit<RunReport["run"], "group" | "primary" | "standby" | "others"> & {
    readonly primaryId: string;
    readonly standbyId: string;
    readonly otherIds?: readonly string[];
  };
  readonly plan: RunReport["plan"];
  readonly spec: PlanSpec;
  readonly request: RunReport["request"];
  readonly approvals: RunReport["approvals"];
  readonly evaluation: Omit<RunReport["evaluation"], "findings"> & { readonly findings: readonly PlanFinding[] };
  readonly guards: RunReport["guards"];
  readonly steps: readonly RecordedStep[];
  readonly journal: readonly RecordedLine[];
  readonly commands: readonly RecordedCommand[];
  readonly entries: readonly RecordedEntry[];
  readonly times: RunTimes;
  readonly losses?: RunReport["losses"];
  readonly drill?: RunReport["drill"];
  readonly outcome: RunReport["outcome"] & { readonly phase: RunPhase };
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

function commandOf(command: RecordedCommand, endedAt: string, siteName: (id: string) => string): ReportedCommand {
  const { step: _, attempt: __, clusterId, input, output, message, reason, acceptedAt, finishedAt, outcome, ...rest } = command;
  // A receipt that came after the end is nothing that the run knew.
  const hasAccepted = acceptedAt !== null && acceptedAt <= endedAt;
  const hasFinished = finishedAt !== null && finishedAt <= endedAt;
  return {
    ...rest,
    clusterName: siteName(clusterId),
    input: cleanJson(input),
    acceptedAt: hasAccepted ? acceptedAt : null,
    finishedAt: hasFinished ? finishedAt : null,
    outcome: hasFinished ? outcome : null,
    reason: hasFinished && reason !== null ? scrub(reason) : null,
    message: hasFinished && message !== null ? scrub(message) : null,
    output: hasFinished && output !== null ? cleanJson(output) : null,
  };
}

function attemptsOf(record: RunRecord, index: number, name: string, siteName: (id: string) => string): ReportedAttempt[] {
  const lines = record.journal.filter((line) => line.stepIndex === index);
  const rank = (line: RecordedLine) => StepTransition.options.indexOf(line.transition);
  return [...new Set(lines.map((line) => line.attempt))]
    .sort((a, b) => a - b)
    .map((number) => ({
      number,
      boundaries: lines
        .filter((line) => line.attempt === number)
        .sort((a, b) => compare(a.at, b.at) || rank(a) - rank(b))
        .map(({ transition, at, leaseEpoch, note, phrase }) => ({ transition, at, leaseEpoch, note: scrub(note), ...cleanPhrase(phrase) })),
      commands: record.commands
        .filter((command) => command.step === name && command.attempt === number)
        .sort((a, b) => compare(a.issuedAt, b.issuedAt) || compare(a.id, b.id))
        .map((command) => commandOf(command, record.outcome.finishedAt, siteName)),
    }));
}

function stepOf(record: RunRecord, written: PlanStep, index: number, set: string | null, siteName: (id: string) => string): ReportedStep {
  // As the run did it; a step that it left out, as the plan has it.
  const step = stepInMode(written, record.run.mode) ?? written;
  const row = record.steps.find((each) => each.index === index);
  return {
    ...{ index, name: step.name, set, use: step.use, object: describeStep(step).object, clusterName: stepCluster(step) },
    // A step's parameters were read from JSON.
    parameters: cleanJson(step.with as unknown as Json),
    onFailure: step.onFailure,
    timeoutSeconds: stepTimeoutSeconds(step),
    state: row?.state ?? "Pending",
    message: scrub(row?.message ?? ""),
    ...cleanPhrase(row?.phrase),
    isIrreversible: row?.isIrreversible ?? false,
    startedAt: row?.startedAt ?? null,
    finishedAt: row?.finishedAt ?? null,
    changes: (row?.changes ?? []).map(cleanChange),
    attempts: attemptsOf(record, index, step.name, siteName),
  };
}

const moments = ["before", "throughout", "end"] as const;

const drillOf = ({ readings, message, phrase, ...rest }: NonNullable<RunReport["drill"]>): NonNullable<RunReport["drill"]> => ({
  ...{ ...rest, message: scrub(message), ...cleanPhrase(phrase) },
  readings: readings
    .map((each) => ({ ...each, asked: scrub(each.asked), message: scrub(each.message), ...cleanPhrase(each.phrase) }))
    .sort((a, b) => moments.indexOf(a.when) - moments.indexOf(b.when) || compare(a.name, b.name)),
});

const inOrder = (made: NonNullable<RunReport["run"]["childRuns"]>) =>
  [...made].sort((a, b) => compare(a.step, b.step) || compare(a.attempt, b.attempt));

/** The report of a run that has ended. Pure, and independent of the order in which the rows were read. Throws `RangeError` when the chain does not say how it ended. */
export function deriveReport(record: RunRecord): RunReport {
  const { spec, times, outcome } = record;
  const { primaryId, standbyId, otherIds = [], childRuns, ...run } = record.run;
  const workflow = approvedWorkflow(spec, run.workflow);
  // The plan's version says how the sites were called; a cluster may have another name by now.
  const others = otherIds.map((id, i) => ({ id, name: spec.spec.others?.[i]?.cluster ?? id }));
  const sites = {
    ...{ primary: { id: primaryId, name: workflow.primary }, standby: { id: standbyId, name: workflow.standby } },
    ...(others.length > 0 ? { others } : {}),
  } as Pick<RunReport["run"], "primary" | "standby" | "others">;
  const stages = stageOfEach(workflow);
  const nameOf = new Map([sites.primary, sites.standby, ...others].map((site) => [site.id as string, site.name]));
  const siteName = (id: string) => nameOf.get(id) ?? id;
  const { entries, head } = endingEntry(record.entries, outcome.phase);
  return {
    schema: 1,
    run: { ...run, ...(childRuns ? { childRuns: inOrder(childRuns) } : {}), reason: scrub(run.reason), group: spec.spec.group, ...sites },
    plan: record.plan,
    request: record.request,
    approvals: {
      ...record.approvals,
      decisions: record.approvals.decisions
        .map((each) => ({ ...each, comment: scrub(each.comment) }))
        .sort((a, b) => compare(a.at, b.at) || compare(a.byId, b.byId) || compare(a.step ?? "", b.step ?? "")),
    },
    evaluation: {
      ...record.evaluation,
      findings: record.evaluation.findings.map((each) => ({ ...each, message: scrub(each.message), ...cleanPhrase(each.phrase) })),
    },
    guards: record.guards.map((each) => ({ ...each, message: scrub(each.message), ...cleanPhrase(each.phrase) })),
    steps: workflow.steps.map((step, index) => stepOf(record, step, index, stages[index]?.set ?? null, siteName)),
    times: {
      ...times,
      rtoSeconds: spec.spec.rtoSeconds,
      isWithinRto: times.recoveryMs === null ? null : times.recoveryMs <= spec.spec.rtoSeconds * 1000,
    },
    ...(record.losses === undefined ? {} : { losses: [...record.losses].sort((a, b) => compare(a.store, b.store)) }),
    ...(record.drill === undefined ? {} : { drill: drillOf(record.drill) }),
    outcome: { ...outcome, message: scrub(outcome.message), ...cleanPhrase(outcome.phrase) },
    chain: { entries, head },
  };
}
