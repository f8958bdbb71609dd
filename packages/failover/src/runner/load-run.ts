import type { RunIntent, RunPhase, StepState, StepTransition } from "@holdfast/contracts/failover-phase";
import { StepTransition as Transitions } from "@holdfast/contracts/failover-phase";
import type { Json } from "@holdfast/contracts/json";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { PlanStep } from "@holdfast/contracts/plan-step";
import type { Database } from "@holdfast/db/database";
import type { JournalEntry, Run, StepRun } from "@holdfast/db/generated/prisma/client";
import { stepEffects, waitsForPeople } from "@holdfast/domain/plan/step-catalogue";
import type { Asker } from "@holdfast/domain/run/obey-intent";
import type { RunProgress, StepProgress } from "@holdfast/domain/run/run-progress";
import { type BoundStep, bindStep } from "../catalogue";
import type { Site } from "../step-context";

/** What does not change while a run lives. */
export interface RunPlan {
  readonly planName: string;
  readonly spec: PlanSpec;
  readonly sites: readonly [primary: Site, standby: Site];
  readonly steps: readonly { readonly spec: PlanStep; readonly bound: BoundStep }[];
}

/** One step: its row, its plan, and the boundary lines of its latest attempt. */
export interface LoadedStep {
  readonly row: StepRun;
  readonly spec: PlanStep;
  readonly bound: BoundStep;
  /** What was there before this attempt, once it is known. */
  readonly before: Json;
  /** What was there before the first attempt that was sent. */
  readonly undoRecord: Json;
  readonly intendedAt: Date | null;
}

/** A run as its rows tell it now. */
export interface LoadedRun {
  readonly row: Run;
  readonly plan: RunPlan;
  readonly progress: RunProgress;
  readonly asker: Asker;
  readonly steps: readonly LoadedStep[];
}

type Line = Pick<JournalEntry, "stepIndex" | "attempt" | "transition" | "detail" | "at">;

/** Loads what a run was approved to do: its plan's version and its sites. */
export async function loadRunPlan(db: Database, runId: string): Promise<RunPlan> {
  const run = await db.prisma.run.findUniqueOrThrow({ where: { id: runId }, include: { plan: true } });
  const [version, clusters] = await Promise.all([
    db.prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId: run.planId, number: run.planVersion } } }),
    db.prisma.cluster.findMany({ where: { id: { in: [run.primaryId, run.standbyId] } } }),
  ]);
  const spec = PlanSpec.parse(version.spec);
  const nameOf = (id: string, inPlan: string) => clusters.find((cluster) => cluster.id === id)?.name ?? inPlan;
  const primary: Site = { id: run.primaryId, name: nameOf(run.primaryId, spec.spec.primary), role: "primary" };
  const standby: Site = { id: run.standbyId, name: nameOf(run.standbyId, spec.spec.standby), role: "standby" };
  return {
    planName: run.plan.name,
    spec,
    sites: [primary, standby],
    steps: spec.spec.activate.steps.map((step) => ({ spec: step, bound: bindStep(step) })),
  };
}

const order = (transition: StepTransition) => Transitions.options.indexOf(transition);

function stepProgress(row: StepRun, spec: PlanStep, bound: BoundStep, lines: readonly Line[]): StepProgress {
  // Only the runner writes these columns, and only with these words.
  const reached = lines.filter((line) => line.attempt === row.attempt).map((line) => line.transition as StepTransition);
  return {
    index: row.index,
    name: row.name,
    effect: stepEffects[spec.use],
    waitsForPeople: waitsForPeople(spec.use),
    onFailure: spec.onFailure,
    isIrreversible: bound.irreversible !== null,
    state: row.state as StepState,
    attempt: row.attempt,
    reached: reached.sort((a, b) => order(a) - order(b)),
    wasSent: lines.some((line) => line.transition === "sent"),
  };
}

function loadedStep(row: StepRun, plan: RunPlan, lines: readonly Line[]): LoadedStep & { progress: StepProgress } {
  const step = plan.steps[row.index];
  if (!step) throw new RangeError(`the plan has no step ${row.index}`);
  const intended = lines.find((line) => line.attempt === row.attempt && line.transition === "intended");
  // The runner wrote it as `{ before }`, from a value that the step's own schema had given.
  const before = (intended?.detail as { before?: Json } | undefined)?.before ?? null;
  // A Json column holds JSON; Prisma's type of it is wider.
  const undoRecord = row.undoRecord as Json;
  return { row, ...step, before, undoRecord, intendedAt: intended?.at ?? null, progress: stepProgress(row, step.spec, step.bound, lines) };
}

/** A run as its rows tell it now; null when there is none. */
export async function loadRun(db: Database, runId: string, plan: RunPlan): Promise<LoadedRun | null> {
  const loaded = await db.prisma.run.findUnique({
    where: { id: runId },
    include: {
      steps: { orderBy: { index: "asc" } },
      journal: { select: { stepIndex: true, attempt: true, transition: true, detail: true, at: true } },
    },
  });
  if (!loaded) return null;
  const { steps: rows, journal, ...row } = loaded;
  const steps = rows.map((step) =>
    loadedStep(
      step,
      plan,
      journal.filter((line) => line.stepIndex === step.index),
    ),
  );
  return {
    row,
    plan,
    steps,
    asker: { name: row.intentByName ?? "somebody", reason: row.intentReason ?? "" },
    // Phases and intents are written from these very enumerations.
    progress: {
      phase: row.phase as RunPhase,
      intent: row.intent as RunIntent | null,
      isUndoing: row.isUndoing,
      steps: steps.map((step) => step.progress),
    },
  };
}
