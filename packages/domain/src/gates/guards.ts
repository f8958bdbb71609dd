import type { GuardResult } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";

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
  readonly blocking: readonly Worded[];
}

/** A guard's answer. `canHeal`: worth asking again in a moment. */
export interface Guard extends Worded {
  readonly name: string;
  readonly isMet: boolean;
  readonly canHeal: boolean;
}

const site = (name: string, of: { name: string; isConnected: boolean }): Guard => ({
  name,
  isMet: of.isConnected,
  ...worded(of.isConnected ? "SiteAnswers" : "SiteSilent", { site: of.name }),
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
    ...(isMet ? worded("ClockAgrees", { site: of.name }) : worded("ClockIsOff", { site: of.name, skewMs: of.clockSkewMs ?? 0 })),
    canHeal: true,
  };
};

const oneRun = (facts: GuardFacts): Guard => ({
  name: "one-run-per-group",
  isMet: facts.otherRuns.length === 0,
  ...(facts.otherRuns.length === 0 ? worded("NoOtherRun") : worded("OtherRun", { plans: facts.otherRuns.join(", ") })),
  canHeal: true,
});

const approved = (facts: GuardFacts): Guard => ({
  name: "approvals-valid",
  isMet: facts.approvals.valid >= facts.approvals.required,
  ...worded("ApprovalsForHash", { valid: facts.approvals.valid, required: facts.approvals.required }),
  canHeal: false,
});

const epoch = (facts: GuardFacts): Guard => ({
  name: "epoch-current",
  isMet: facts.runEpoch === facts.groupEpoch,
  ...(facts.runEpoch === facts.groupEpoch
    ? worded("EpochIs", { epoch: String(facts.groupEpoch) })
    : worded("EpochDiffers", { groupEpoch: String(facts.groupEpoch), runEpoch: String(facts.runEpoch) })),
  canHeal: false,
});

const ready = (facts: GuardFacts): Guard => ({
  name: "plan-ready",
  isMet: facts.blocking.length === 0,
  ...(facts.blocking.length === 0 ? worded("NothingBlocks") : worded("PlanBlocked", { findings: facts.blocking })),
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
  guards.map(({ name, isMet, message, phrase }) => ({ name, isMet, message, phrase, checkedAt }));
