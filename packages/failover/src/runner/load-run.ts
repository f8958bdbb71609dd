import type { DataStore } from "@holdfast/contracts/data-store";
import type { DeadHub } from "@holdfast/contracts/dead-hub";
import type { DrillTerms } from "@holdfast/contracts/drill-terms";
import type { RunIntent, RunPhase, StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import { StepTransition as Transitions } from "@holdfast/contracts/failover-phase";
import type { Json } from "@holdfast/contracts/json";
import type { Phrase } from "@holdfast/contracts/phrase";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { PlanTerms } from "@holdfast/contracts/plan-terms";
import { RunMode } from "@holdfast/contracts/run-mode";
import { WorkflowName } from "@holdfast/contracts/workflow";
import type { Database } from "@holdfast/db/database";
import type { Prisma, Run } from "@holdfast/db/generated/prisma/client";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { decidesWriter, stepEffects, waitsForPeople } from "@holdfast/domain/plan/step-catalogue";
import { stepInMode } from "@holdfast/domain/plan/step-in-mode";
import { approvedWorkflow, stageOfEach, type Workflow } from "@holdfast/domain/plan/workflow";
import type { Asker } from "@holdfast/domain/run/obey-intent";
import { retryIn } from "@holdfast/domain/run/retry-step";
import { type RunProgress, type StepProgress, stepAt } from "@holdfast/domain/run/run-progress";
import { type Coverage, coveredSteps } from "@holdfast/domain/warrant/covered-steps";
import { type BoundStep, bindStep } from "../catalogue";
import type { Site } from "../step-context";
import { type LoadedChild, loadChildren } from "./load-children";

/** What does not change while a run lives. */
export interface RunPlan {
  readonly planName: string;
  readonly workflow: Workflow;
  readonly sites: readonly [primary: Site, standby: Site, ...others: Site[]];
  readonly holdsIfPrimaryLost: boolean;
  /** In the order of the plan, each as this run does it; one that is left out keeps its place. */
  readonly steps: readonly PlannedStep[];
  readonly stores: readonly DataStore[];
  /** What the plan says about its drills; undefined where it says nothing. */
  readonly drill?: DrillTerms | undefined;
  /** What the plan asks of the guards of its runs. */
  readonly terms: PlanTerms;
  /** What the standby's agent may finish by itself, and when; null when nothing. */
  readonly deadHub: DeadHub | null;
  readonly coverage: Coverage | null;
  /** The hash of the plan as it was read here, whatever its row says about itself. */
  readonly contentHash: string;
  /** The same of the findings that were approved with it. */
  readonly evaluationContentHash: string;
  readonly group: string;
  /** How many approvals the plan takes. */
  readonly approvalsRequired: number;
  /** The plans that its steps may run, each with the hashes of what was read here, and with the version that is its latest. */
  readonly children: readonly LoadedChild[];
}

/** A step of a plan, bound for a run of its mode. */
export interface PlannedStep {
  readonly spec: PlanStep;
  readonly bound: BoundStep;
  readonly isLeftOut: boolean;
  readonly stage: number;
  readonly set: string | null;
}

/** The steps of a workflow as a run of that mode does them. */
export function plannedSteps(workflow: Workflow, mode: RunMode): readonly PlannedStep[] {
  const stages = stageOfEach(workflow);
  return workflow.steps.map((step, index) => {
    const spec = stepInMode(step, mode);
    return { stage: 0, set: null, ...stages[index], spec: spec ?? step, bound: bindStep(spec ?? step), isLeftOut: spec === null };
  });
}

/** A boundary line of the journal. */
interface Line {
  readonly attempt: number;
  readonly transition: StepTransition;
  readonly at: string;
  readonly detail: Json;
}

/** A step's row, with its lines of the journal. */
export interface StepRow {
  readonly index: number;
  readonly name: string;
  readonly use: string;
  readonly state: StepState;
  readonly attempt: number;
  readonly message: string;
  readonly phrase: Phrase | null;
  readonly undoRecord: Json;
  readonly commandId: string | null;
  readonly undoCommandId: string | null;
  readonly startedAt: Date | null;
  readonly deadlineAt: Date | null;
  readonly sentAt: Date | null;
  readonly lines: readonly Line[];
}

/** One step: its row, its plan, and the boundary lines of its latest attempt. */
export interface LoadedStep {
  readonly row: StepRow;
  readonly spec: PlanStep;
  readonly bound: BoundStep;
  /** What was there before this attempt, once it is known. */
  readonly before: Json;
  /** What was there before the first attempt that was sent. */
  readonly undoRecord: Json;
  readonly intendedAt: Date | null;
  /** When the latest attempt began; null before the first. */
  readonly beganAt: Date | null;
  /** When the next attempt begins by itself; null when none does. */
  readonly retryAt: Date | null;
}

/** A run as its rows tell it now. */
export interface LoadedRun {
  readonly row: Run;
  readonly plan: RunPlan;
  readonly progress: RunProgress;
  readonly asker: Asker;
  readonly steps: readonly LoadedStep[];
}

/** Loads what a run was approved to do: its plan's version and its sites. */
export async function loadRunPlan(db: Database, runId: string): Promise<RunPlan> {
  const run = await db.prisma.run.findUniqueOrThrow({ where: { id: runId }, include: { plan: true, evaluation: true } });
  const [version, children, clusters] = await Promise.all([
    db.prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId: run.planId, number: run.planVersion } } }),
    loadChildren(db, run.children),
    db.prisma.cluster.findMany({ where: { id: { in: [run.primaryId, run.standbyId, ...run.otherIds] } } }),
  ]);
  const spec = PlanSpec.parse(version.spec);
  const workflow = approvedWorkflow(spec, WorkflowName.parse(run.workflow));
  const nameOf = (id: string, inPlan: string) => clusters.find((cluster) => cluster.id === id)?.name ?? inPlan;
  const primary: Site = { id: run.primaryId, name: nameOf(run.primaryId, workflow.primary), role: "primary" };
  const standby: Site = { id: run.standbyId, name: nameOf(run.standbyId, workflow.standby), role: "standby" };
  // In the order of the plan, as they were when it was asked for.
  const others = run.otherIds.map((id, i): Site => ({ id, name: nameOf(id, spec.spec.others?.[i]?.cluster ?? id), role: "other" }));
  return {
    planName: run.plan.name,
    workflow,
    sites: [primary, standby, ...others],
    holdsIfPrimaryLost: spec.spec.approvals.holdIfPrimaryLost ?? false,
    steps: plannedSteps(workflow, RunMode.parse(run.mode)),
    stores: spec.spec.dataStores,
    drill: spec.spec.drill,
    terms: { serving: spec.spec.serving, haltWhile: spec.spec.haltWhile },
    deadHub: spec.spec.deadHub ?? null,
    coverage: workflow.name === "activate" ? coveredSteps(spec, RunMode.parse(run.mode)) : null,
    contentHash: contentHash(version.spec),
    evaluationContentHash: evaluationHash(run.evaluation),
    group: spec.spec.group,
    approvalsRequired: spec.spec.approvals.required,
    children,
  };
}

const order = (transition: StepTransition) => Transitions.options.indexOf(transition);

function stepProgress(row: StepRow, { spec, bound, stage, set }: PlannedStep): StepProgress {
  const reached = row.lines.filter((line) => line.attempt === row.attempt).map((line) => line.transition);
  return {
    index: row.index,
    name: row.name,
    stage,
    set,
    effect: stepEffects[spec.use],
    waitsForPeople: waitsForPeople(spec.use),
    decidesWriter: decidesWriter(spec.use),
    onFailure: spec.onFailure,
    isIrreversible: bound.irreversible !== null,
    state: row.state,
    said: { message: row.message, ...(row.phrase && { phrase: row.phrase }) },
    attempt: row.attempt,
    reached: reached.sort((a, b) => order(a) - order(b)),
    retry: spec.retry ?? null,
    retries: row.lines.filter((line) => retryIn(line.detail)).length,
    isRetrying: row.lines.some((line) => line.attempt === row.attempt && retryIn(line.detail)),
    wasSent: row.lines.some((line) => line.transition === "sent"),
  };
}

function retryAt(failed: Line | undefined): Date | null {
  const retry = failed ? retryIn(failed.detail) : null;
  return failed && retry ? new Date(new Date(failed.at).getTime() + retry.afterSeconds * 1000) : null;
}

function stepOfRow(row: StepRow, plan: RunPlan): LoadedStep & { progress: StepProgress } {
  const step = plan.steps[row.index];
  if (!step) throw new RangeError(`the plan has no step ${row.index}`);
  const line = (...transitions: StepTransition[]) =>
    row.lines.find((each) => each.attempt === row.attempt && transitions.includes(each.transition));
  const intended = line("intended");
  // The runner wrote it as `{ before }`, from a value that the step's own schema had given.
  const before = (intended?.detail as { before?: Json } | undefined)?.before ?? null;
  const at = (each: Line | undefined) => (each ? new Date(each.at) : null);
  const [intendedAt, beganAt] = [at(intended), at(line("started", "undoIntended"))];
  const known = { before, undoRecord: row.undoRecord, intendedAt, beganAt, retryAt: retryAt(line("failed")) };
  return { row, ...step, ...known, progress: stepProgress(row, step) };
}

/** The steps of a run with their journal, in one question: it is asked at every boundary. */
const stepRows = (prisma: Prisma.TransactionClient, runId: string) => prisma.$queryRaw<StepRow[]>`
  SELECT index, name, use, state, attempt, message, phrase, undo_record AS "undoRecord", command_id AS "commandId",
         undo_command_id AS "undoCommandId", started_at AS "startedAt", deadline_at AS "deadlineAt", sent_at AS "sentAt",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('attempt', line.attempt, 'transition', line.transition, 'at', line.at, 'detail', line.detail)), '[]')
          FROM journal_entry AS line WHERE line.run_id = step_run.run_id AND line.step_index = step_run.index) AS lines
  FROM step_run WHERE run_id = ${runId}::uuid ORDER BY index`;

/** A run as its rows tell it now; null when there is none. */
export async function loadRun({ prisma }: Database, runId: string, plan: RunPlan): Promise<LoadedRun | null> {
  const [row, rows] = await Promise.all([prisma.run.findUnique({ where: { id: runId } }), stepRows(prisma, runId)]);
  return row && ofRows(row, rows, plan);
}

/** The same inside a transaction, which asks one question at a time. */
export async function loadRunIn(tx: Prisma.TransactionClient, runId: string, plan: RunPlan): Promise<LoadedRun> {
  const row = await tx.run.findUniqueOrThrow({ where: { id: runId } });
  return ofRows(row, await stepRows(tx, runId), plan);
}

function ofRows(row: Run, rows: readonly StepRow[], plan: RunPlan): LoadedRun {
  const steps = rows.map((step) => stepOfRow(step, plan));
  return {
    row,
    plan,
    steps,
    asker: { name: row.intentByName ?? "somebody", reason: row.intentReason ?? "" },
    // Phases and intents are written from these very enumerations.
    progress: {
      phase: row.phase as RunPhase,
      isRehearsal: row.kind === "rehearsal",
      intent: row.intent as RunIntent | null,
      isUndoing: row.isUndoing,
      steps: steps.map((step) => step.progress),
    },
  };
}

/** The step of a run that a decision is about. */
export function loadedStep(run: LoadedRun, index: number): LoadedStep & { progress: StepProgress } {
  const step = run.steps[index];
  if (!step) throw new RangeError(`the run has no step ${index}`);
  return { ...step, progress: stepAt(run.progress, index) };
}
