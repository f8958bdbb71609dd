import type { RunTimes } from "@holdfast/contracts/failover";
import type { RunPhase, StepTransition } from "@holdfast/contracts/failover-phase";
import type { StepName } from "@holdfast/contracts/plan-step";
import type { JournalEntry, Run, StepRun } from "@holdfast/db/generated/prisma/client";
import { timings } from "@holdfast/domain/run/timings";

const NOTHING: RunTimes = { detectMs: null, decideMs: null, actMs: null, verifyMs: null, recoveryMs: null };

/** The measured times of a run from its rows; a rehearsal recovers nothing, so it has none. The columns are only written with the words of the contracts. */
export const runTimes = (run: Run, steps: readonly StepRun[], journal: readonly JournalEntry[]): RunTimes =>
  run.kind === "rehearsal"
    ? NOTHING
    : timings({
        ...run,
        phase: run.phase as RunPhase,
        steps: steps.map((step) => ({ index: step.index, use: step.use as StepName })),
        journal: journal.map((line) => ({ ...line, transition: line.transition as StepTransition })),
      });
