import type { RunIntent, RunPhase } from "../failover-phase";
import type { RolloutPhase } from "../policy";

type Words = { readonly [P in RunPhase as `Phase${P}`]: P } & { readonly [P in RolloutPhase as `Rollout${P}`]: P } & {
  readonly [I in RunIntent as `Intent${Capitalize<I>}`]: I;
};

const words: Words = {
  PhaseDraft: "Draft",
  PhaseAwaitingApproval: "AwaitingApproval",
  PhaseApproved: "Approved",
  PhaseRunning: "Running",
  PhasePaused: "Paused",
  PhaseSucceeded: "Succeeded",
  PhaseFailed: "Failed",
  PhaseUndoing: "Undoing",
  PhaseUndone: "Undone",
  PhaseNeedsOperator: "NeedsOperator",
  PhaseRejected: "Rejected",
  PhaseExpired: "Expired",
  PhaseCancelled: "Cancelled",
  RolloutRunning: "Running",
  RolloutAwaitingApproval: "AwaitingApproval",
  RolloutSucceeded: "Succeeded",
  RolloutHalted: "Halted",
  RolloutRejected: "Rejected",
  RolloutSuperseded: "Superseded",
  IntentPause: "pause",
  IntentResume: "resume",
  IntentSkip: "skip",
  IntentUndo: "undo",
  IntentAbort: "abort",
};

/** Words that stand in the gaps of other phrases, and what stands between several texts in one gap. */
export const wordPhrases = {
  Between: "; ",
  Together: "{texts}",
  RolePrimary: "primary",
  RoleStandby: "standby",
  RoleOther: "cluster beside the two sites",
  ...words,
} as const;
