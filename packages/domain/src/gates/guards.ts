import type { GuardResult } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";
import type { StepName } from "@holdfast/contracts/plan-step";
import { worded } from "@holdfast/contracts/worded";
import { isForDrills } from "../plan/step-catalogue";
import { withOverrides } from "./guard-overrides";
import { type PeopleFacts, peopleStartGuards, peopleStepGuards } from "./people-guards";
import { type SourceFacts, sourceGuard } from "./source-guard";
import { type TermFacts, termGuards } from "./term-guards";

/** What the guards of a run look at, gathered within two seconds before they are asked. */
export interface GuardFacts {
  /** The run's epoch and its group's. 0 before the start. */
  readonly runEpoch: bigint;
  readonly groupEpoch: bigint;
  /** Plans whose runs hold the same group, this run not counted. */
  readonly otherRuns: readonly string[];
  readonly approvals: { readonly valid: number; readonly required: number };
  /** Whether the plan that the steps are taken from, and the request, are still what was approved; a start's own gate asks it. */
  readonly isAsApproved?: boolean;
  readonly standby: { readonly name: string; readonly isConnected: boolean };
  /** The site that the next order goes to; null when there is none (at the start). */
  readonly target: { readonly name: string; readonly isConnected: boolean; readonly clockSkewMs: number | null } | null;
  /** Whether anybody can say how the primary stands; asked at the start of a run that counts on it. */
  readonly isPrimaryKnown?: boolean;
  /** Blocking findings of the latest evaluation; only asked at the start. */
  readonly blocking: readonly Worded[];
  /** Orders of earlier runs of the group that may still have an effect, each with its site; only asked at the start. */
  readonly lateOrders: readonly string[];
  /** What people have set: the kill switch and the like. */
  readonly people: PeopleFacts;
  /** The group's data stores as they are judged now; null when the guard is not to be asked, and where the plan has none. */
  readonly stores: readonly GuardedStore[] | null;
  /** Whose loss was accepted by name when the run was asked for; null when none was. */
  readonly acceptedLoss: { readonly byName: string; readonly stores: readonly string[] } | null;
  /** The side whose writes the next order takes over; absent or null when it promotes nothing. */
  readonly source?: SourceFacts | null;
  /** What the plan itself names; absent where it names nothing. */
  readonly terms?: TermFacts;
}

/** A data store as the guard sees it; `said` is why it is not within its RPO, null when it is. */
export interface GuardedStore {
  readonly name: string;
  readonly said: Worded | null;
}

/** A guard's answer. `canHeal`: worth asking again in a moment. */
export interface Guard extends Worded {
  readonly name: string;
  readonly isMet: boolean;
  readonly canHeal: boolean;
  /** Unmet in the middle of a run it pauses the run, which then waits for a person, instead of letting the step run out of time: at once, or when that time is over. */
  readonly pauses?: true | "late";
  /** It is not met, and a person has overridden it for this run. */
  readonly isOverridden?: true;
  /** It was decided by what somebody has to answer for: what it said stays with the order that it let go, when the next one is asked for. */
  readonly isOnRecord?: true;
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

const asApproved = ({ isAsApproved = true }: GuardFacts): Guard => ({
  name: "as-approved",
  isMet: isAsApproved,
  ...worded(isAsApproved ? "SubjectIsApproved" : "SubjectChanged"),
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

// An aborted run leaves orders on their way. An agent that has seen nothing of the new epoch would obey them behind its back.
const nothingLate = ({ lateOrders }: GuardFacts): Guard => ({
  name: "no-late-order",
  isMet: lateOrders.length === 0,
  ...(lateOrders.length === 0 ? worded("NoLateOrder") : worded("LateOrders", { orders: lateOrders.join(", ") })),
  canHeal: true,
});
const andWhy = ({ name, said }: GuardedStore): Worded => worded("StoreAndWhy", { store: name, said: said ?? { message: "" } });

/** What may be lost is within the RPO of each store, or was accepted by name. What nobody knows is not within. */
function loss({ stores, acceptedLoss }: GuardFacts): Guard[] {
  if (stores === null || stores.length === 0) return [];
  const beyond = stores.filter((store) => store.said !== null);
  const open = beyond.filter((store) => !acceptedLoss?.stores.includes(store.name));
  const isMet = open.length === 0;
  const words = () => {
    if (!isMet) return worded("StoresNotWithin", { stores: open.map(andWhy) });
    if (beyond.length === 0 || !acceptedLoss) return worded("StoresWithinRpo");
    return worded("StoresLossAccepted", { name: acceptedLoss.byName, stores: beyond.map(andWhy) });
  };
  return [{ name: "loss-within-rpo", isMet, ...words(), canHeal: true }];
}

const primaryKnown = ({ isPrimaryKnown = true }: GuardFacts): Guard => ({
  name: "primary-known",
  isMet: isPrimaryKnown,
  ...worded(isPrimaryKnown ? "PrimaryKnown" : "PrimaryUnknown"),
  canHeal: true,
});

/** The guards before a run starts. */
export const startGuards = (facts: GuardFacts): readonly Guard[] =>
  withOverrides(
    [
      primaryKnown(facts),
      oneRun(facts),
      nothingLate(facts),
      approved(facts),
      ready(facts),
      site("standby-answers", facts.standby),
      ...loss(facts),
      ...(facts.terms ? termGuards(facts.terms) : []),
      ...peopleStartGuards(facts.people),
    ],
    facts.people.overrides,
    facts.people.now,
  );

/** The guards before an order that moves the group forward. */
export const stepGuards = (facts: GuardFacts): readonly Guard[] =>
  withOverrides(
    [
      epoch(facts),
      oneRun(facts),
      approved(facts),
      asApproved(facts),
      site("standby-answers", facts.standby),
      ...(facts.source ? [sourceGuard(facts.source)] : []),
      ...loss(facts),
      ...(facts.terms ? termGuards(facts.terms) : []),
      ...peopleStepGuards(facts.people),
      ...(facts.target ? [site("target-answers", facts.target), clock(facts.target)] : []),
    ],
    facts.people.overrides,
    facts.people.now,
  );

/** The guards before an order that takes something back: the standby need not be well for that. */
export const undoGuards = (facts: GuardFacts): readonly Guard[] => [
  epoch(facts),
  oneRun(facts),
  ...(facts.target ? [site("target-answers", facts.target), clock(facts.target)] : []),
];

/** Before a step that makes something go wrong: only a drill may take it, whoever let it into a plan. */
export const drillGuard = (runKind: string, step: string, use: StepName): readonly Guard[] => {
  if (!isForDrills(use)) return [];
  const isMet = runKind === "drill";
  return [{ name: "drill-only", isMet, ...(isMet ? worded("DrillTakesIt") : worded("OnlyDrillsTakeIt", { step })), canHeal: false }];
};

/** The guards as the run's row keeps them for the page. */
export const guardResults = (guards: readonly Guard[], checkedAt: Date): GuardResult[] =>
  guards.map(({ name, isMet, message, phrase, isOverridden }) => ({
    name,
    isMet,
    message,
    phrase,
    ...(isOverridden && { isOverridden }),
    checkedAt,
  }));
