import type { RunView } from "@holdfast/contracts/failover";
import type { RunPhase } from "@holdfast/contracts/failover-phase";
import type { Step } from "@holdfast/ui/stepper";

/** One of the four parts that a recovery is measured in. */
export interface RunStage {
  readonly id: "detect" | "decide" | "act" | "verify";
  readonly state: Step["state"];
  /** What was measured; null while nothing was. */
  readonly ms: number | null;
}

type StagedRun = Pick<RunView, "phase" | "approvedAt" | "times"> & {
  readonly steps: readonly Pick<RunView["steps"][number], "effect" | "state">[];
};

const stopped: readonly RunPhase[] = ["Failed", "Undoing", "Undone", "NeedsOperator"];
const declined: readonly RunPhase[] = ["Rejected", "Expired", "Cancelled"];

const hasActed = (run: StagedRun): boolean =>
  run.steps.filter((step) => step.effect === "changes").every((step) => step.state === "Done" || step.state === "Skipped");

function decideState(run: StagedRun): Step["state"] {
  if (run.approvedAt !== null) return "done";
  return declined.includes(run.phase) ? "failed" : "current";
}

function actState(run: StagedRun): Step["state"] {
  if (run.approvedAt === null) return "upcoming";
  if (hasActed(run) && run.phase !== "Undoing" && run.phase !== "Undone" && run.phase !== "Approved") return "done";
  return stopped.includes(run.phase) || declined.includes(run.phase) ? "failed" : "current";
}

function verifyState(run: StagedRun): Step["state"] {
  if (run.phase === "Succeeded") return "done";
  if (actState(run) !== "done") return "upcoming";
  return stopped.includes(run.phase) ? "failed" : "current";
}

/** Where a run stands on its way from the loss to the proof. Detection is over when somebody can ask for a failover. */
export const stagesOf = (run: StagedRun): readonly RunStage[] => [
  { id: "detect", state: "done", ms: run.times.detectMs },
  { id: "decide", state: decideState(run), ms: run.times.decideMs },
  { id: "act", state: actState(run), ms: run.times.actMs },
  { id: "verify", state: verifyState(run), ms: run.times.verifyMs },
];
