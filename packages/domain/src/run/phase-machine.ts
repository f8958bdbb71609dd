import type { RunIntent, RunPhase } from "@holdfast/contracts/failover-phase";

/** Every move that a run may make between phases. What is not here does not happen. */
export const phaseMoves: Readonly<Record<RunPhase, readonly RunPhase[]>> = {
  Draft: ["AwaitingApproval", "Cancelled"],
  AwaitingApproval: ["Approved", "Rejected", "Expired", "Cancelled"],
  Approved: ["Running", "Expired", "Cancelled"],
  Running: ["Paused", "Succeeded", "Failed", "Undoing", "NeedsOperator"],
  Paused: ["Running", "Undoing", "Failed"],
  Undoing: ["Undone", "Failed", "NeedsOperator"],
  NeedsOperator: ["Running", "Undoing", "Failed"],
  Succeeded: [],
  Failed: [],
  Undone: [],
  Rejected: [],
  Expired: [],
  Cancelled: [],
};

/** Whether a run in this phase has ended for good. */
export const isTerminal = (phase: RunPhase): boolean => phaseMoves[phase].length === 0;

/** The phases in which a run holds its protection group: no other may start. */
export const movingPhases = ["Running", "Paused", "Undoing", "NeedsOperator"] as const satisfies readonly RunPhase[];

/** Whether a run in this phase holds its protection group. */
export const movesGroup = (phase: RunPhase): boolean => (movingPhases as readonly RunPhase[]).includes(phase);

/** Whether the table allows the move. */
export const mayMove = (from: RunPhase, to: RunPhase): boolean => phaseMoves[from].includes(to);

const targets: Readonly<Record<RunIntent, Partial<Record<RunPhase, RunPhase>>>> = {
  pause: { Running: "Paused" },
  resume: { Paused: "Running", NeedsOperator: "Running" },
  skip: { Paused: "Running", NeedsOperator: "Running" },
  undo: { Running: "Undoing", Paused: "Undoing", NeedsOperator: "Undoing" },
  abort: {
    AwaitingApproval: "Cancelled",
    Approved: "Cancelled",
    Running: "Failed",
    Paused: "Failed",
    Undoing: "Failed",
    NeedsOperator: "Failed",
  },
};

/** Where a person's intent leads; null when it means nothing in this phase. A run that was undoing goes on undoing, and leaves nothing out of that. */
export function phaseAfterIntent(phase: RunPhase, intent: RunIntent, isUndoing: boolean): RunPhase | null {
  const target = targets[intent][phase] ?? null;
  if (!isUndoing || target !== "Running") return target;
  return intent === "skip" ? null : "Undoing";
}
