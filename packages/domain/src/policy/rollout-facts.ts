import type { DeploymentState, RolloutPhase } from "@holdfast/contracts/policy";

/** One wave as the machine sees it. */
export interface MachineWave {
  readonly needsApproval: boolean;
  readonly soakMs: number;
  /** For how long its gate is asked; null where it has none. */
  readonly gateWithinMs: number | null;
}

/** One cluster of a rollout. `order` is what became of the last that it was ordered: nothing yet, open, or answered or run out. */
export interface MachineTarget {
  readonly id: string;
  readonly wave: number;
  readonly state: DeploymentState;
  readonly reach: "connected" | "away" | "gone";
  readonly order: "none" | "open" | "over";
}

/** Where a rollout stands: all that its transitions change. Instants are milliseconds; null is "not yet". */
export interface RolloutPosition {
  readonly phase: RolloutPhase;
  readonly wave: number;
  readonly stage: number;
  readonly begunAt: number | null;
  /** When every cluster of the wave had been read back. */
  readonly settledAt: number | null;
  /** When all of them were last seen to be right still. */
  readonly watchedAt: number | null;
  readonly gate: { readonly askedAt: number; readonly isPassed: boolean } | null;
}

/** All that decides what a rollout does next. */
export interface RolloutFacts {
  readonly position: RolloutPosition;
  readonly waves: readonly MachineWave[];
  /** How many stages each wave passes. */
  readonly stages: number;
  readonly targets: readonly MachineTarget[];
  readonly maxConcurrent: number;
  readonly failureBudget: number;
  readonly rollsBack: boolean;
  /** Whether it goes to every cluster whatever fails. */
  readonly isThorough: boolean;
  /** Until when no wave begins; null while nothing is frozen. */
  readonly frozenUntil: number | null;
  /** Whether the kill switch of rollouts is engaged. */
  readonly isStopped: boolean;
  readonly now: number;
}

/** What is done about one cluster. */
export interface TargetMove {
  readonly kind: "order" | "defer" | "readBack" | "sendLate" | "drop";
  readonly target: string;
}

/** What is done about the rollout itself. `watch` and `askGate` ask clusters; the others move it on. */
export type RolloutMove =
  | { readonly kind: "begin" | "settle" | "watch" | "askGate" | "climb" | "advance" | "finish" }
  | { readonly kind: "halt"; readonly why: "failures" | "gate"; readonly rollsBack: boolean };

/** What a rollout stands still for, and until when where that is known. */
export interface RolloutWait {
  readonly kind: "switch" | "approval" | "freeze" | "clusters" | "return" | "soak" | "watch" | "gate";
  readonly until: number | null;
}

/** What the machine says. Nothing to do and nothing to wait for is the end. */
export interface RolloutStep {
  readonly targets: readonly TargetMove[];
  readonly move: RolloutMove | null;
  readonly waits: RolloutWait | null;
}
