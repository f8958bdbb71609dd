import type { GuardResult } from "@holdfast/contracts/gate";

/** What the guards of a run look at, gathered within two seconds before they are asked. */
export interface GuardFacts {
  /** The run's epoch and its group's. 0 before the start. */
  readonly runEpoch: bigint;
  readonly groupEpoch: bigint;
  /** Plans whose runs hold the same group, this run not counted. */
  readonly otherRuns: readonly string[];
  readonly approvals: { readonly valid: number; readonly required: number };
  readonly standby: { readonly name: string; readonly isConnected: boolean };
  /** The site that the next order goes to; null when there is none (at the start). */
  readonly target: { readonly name: string; readonly isConnected: boolean; readonly clockSkewMs: number | null } | null;
  /** Blocking findings of the latest evaluation; only asked at the start. */
  readonly blocking: readonly string[];
}

/** A guard's answer. `canHeal`: worth asking again in a moment. */
export interface Guard {
  readonly name: string;
  readonly isMet: boolean;
  readonly message: string;
  readonly canHeal: boolean;
}

const site = (name: string, of: { name: string; isConnected: boolean }): Guard => ({
  name,
  isMet: of.isConnected,
  message: of.isConnected ? `${of.name} answers` : `the agent of ${of.name} is not connected`,
  canHeal: true,
});

/**
 * An order expires by the agent's clock, and counts as dead some time after by the hub's. Two clocks that differ by more than
 * this could disagree about whether it still may act.
 */
export const MOST_SKEW_MS = 2000;

const clock = (of: NonNullable<GuardFacts["target"]>): Guard => {
  const isMet = Math.abs(of.clockSkewMs ?? 0) <= MOST_SKEW_MS;
  return {
    name: "clocks-agree",
    isMet,
    message: isMet ? `the clock of ${of.name} agrees` : `the clock of ${of.name} is off by ${of.clockSkewMs} ms`,
    canHeal: true,
  };
};

const oneRun = (facts: GuardFacts): Guard => ({
  name: "one-run-per-group",
  isMet: facts.otherRuns.length === 0,
  message: facts.otherRuns.length === 0 ? "no other run moves this group" : `a run of ${facts.otherRuns.join(", ")} moves this group`,
  canHeal: true,
});

const approved = (facts: GuardFacts): Guard => ({
  name: "approvals-valid",
  isMet: facts.approvals.valid >= facts.approvals.required,
  message: `${facts.approvals.valid} of ${facts.approvals.required} approvals for this very hash`,
  canHeal: false,
});

const epoch = (facts: GuardFacts): Guard => ({
  name: "epoch-current",
  isMet: facts.runEpoch === facts.groupEpoch,
  message:
    facts.runEpoch === facts.groupEpoch
      ? `epoch ${facts.groupEpoch}`
      : `the group is at epoch ${facts.groupEpoch}, the run at ${facts.runEpoch}`,
  canHeal: false,
});

const ready = (facts: GuardFacts): Guard => ({
  name: "plan-ready",
  isMet: facts.blocking.length === 0,
  message: facts.blocking.length === 0 ? "nothing blocks the plan" : `blocked: ${facts.blocking.join("; ")}`,
  canHeal: true,
});

/** The guards before a run starts. */
export const startGuards = (facts: GuardFacts): readonly Guard[] => [
  oneRun(facts),
  approved(facts),
  ready(facts),
  site("standby-answers", facts.standby),
];

/** The guards before an order that moves the group forward. */
export const stepGuards = (facts: GuardFacts): readonly Guard[] => [
  epoch(facts),
  oneRun(facts),
  approved(facts),
  site("standby-answers", facts.standby),
  ...(facts.target ? [site("target-answers", facts.target), clock(facts.target)] : []),
];

/** The guards before an order that takes something back: the standby need not be well for that. */
export const undoGuards = (facts: GuardFacts): readonly Guard[] => [
  epoch(facts),
  oneRun(facts),
  ...(facts.target ? [site("target-answers", facts.target), clock(facts.target)] : []),
];

/** The guards as the run's row keeps them for the page. */
export const guardResults = (guards: readonly Guard[], checkedAt: Date): GuardResult[] =>
  guards.map(({ name, isMet, message }) => ({ name, isMet, message, checkedAt }));
