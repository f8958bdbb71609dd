import type { StepState, StepTransition } from "@holdfast/contracts/failover-phase";

const begun = ["Preflight", "AwaitingApproval", "Verifying"] as const;
const undoing = ["Undoing", "Undone", "Failed", "Unknown"] as const;

/** Every move that a step may make between states. */
export const stepMoves: Readonly<Record<StepState, readonly StepState[]>> = {
  Pending: begun,
  Preflight: ["Running", "Done", "Failed", "Skipped", "Unknown"],
  Running: ["Verifying", "Failed", "Skipped"],
  AwaitingApproval: ["Done", "Failed", "Skipped"],
  Verifying: ["Done", "Failed", "Skipped", "Unknown"],
  Done: undoing,
  Failed: [...begun, "Skipped", ...undoing],
  // A fence that a run went on without is put up when its site is back.
  Skipped: ["Preflight", ...undoing],
  Unknown: [...begun, "Skipped", ...undoing],
  Undoing: ["Undoing", "Undone", "Failed", "Unknown"],
  Undone: [],
};

/** What must have been journalled in an attempt before each boundary; none may be journalled twice in one attempt. */
export const boundaryNeeds: Readonly<Record<StepTransition, StepTransition | null>> = {
  started: null,
  intended: "started",
  sent: "intended",
  verified: "started",
  failed: "started",
  undoIntended: null,
  undoSent: "undoIntended",
  undone: null,
  undoFailed: null,
  skipped: null,
};

/** The boundaries that end an attempt. */
export const endsAttempt = (transition: StepTransition): boolean =>
  ["verified", "failed", "undone", "undoFailed", "skipped"].includes(transition);
