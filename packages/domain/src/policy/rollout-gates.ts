import type { Gate } from "@holdfast/contracts/gate";
import type { Worded } from "@holdfast/contracts/phrase";
import type { RolloutPhase } from "@holdfast/contracts/policy";
import { textOf } from "@holdfast/contracts/text-of";
import { worded } from "@holdfast/contracts/worded";
import { met, refused } from "../gates/gate";

/** An impact is looked at again after a day: what runs has moved on by then. */
const IMPACT_HOURS = 24;
const HOUR_MS = 3_600_000;

/** What is known of what a version would deny of what runs now. */
export interface ImpactFact {
  readonly state: "never" | "judging" | "stopped" | "judged";
  readonly ageMs: number | null;
  readonly isOlderThanVersion: boolean;
  /** The names of the clusters that it did not look at. */
  readonly missing: readonly string[];
}

/** What is known when somebody wants to push a version. */
export interface PushFacts {
  readonly version: number;
  readonly latestVersion: number;
  /** The names of the clusters that the placement chooses. */
  readonly targets: readonly string[];
  /** The names of those that are away, as they may be: they are asked when they are back. */
  readonly away: ReadonlySet<string>;
  /** What the preview of this very version said, by cluster name. */
  readonly previews: ReadonlyMap<string, { readonly state: "previewed" | "refused" | "unreachable" } & Worded>;
  /** How many examples this version was tested with, and which did not come out as they say. */
  readonly examples: number;
  readonly failedExamples: readonly string[];
  /** The names of those that no wave of the strategy chooses. */
  readonly unplaced: readonly string[];
  /** What the version would deny; null for one that denies nothing. */
  readonly impact: ImpactFact | null;
  /** Whether the kill switch of rollouts is engaged. */
  readonly isStopped: boolean;
  /** The phase of the policy's rollout that is on its way, if there is one. */
  readonly activePhase: RolloutPhase | null;
}

/** A version that denies goes nowhere before somebody could see what it would deny, of what runs now. */
function impactIsFresh({ version, impact, away }: PushFacts): Gate {
  if (impact === null) return met;
  const missing = impact.missing.find((name) => !away.has(name));
  if (impact.state === "judging") return refused("GateRefused", worded("ImpactJudging", { version }));
  if (impact.state !== "judged" || impact.isOlderThanVersion) return refused("GateRefused", worded("ImpactNotJudged", { version }));
  if (missing !== undefined) return refused("GateRefused", worded("ImpactMissing", { version, cluster: missing }));
  return impact.ageMs !== null && impact.ageMs <= IMPACT_HOURS * HOUR_MS
    ? met
    : refused("GateRefused", worded("ImpactOld", { version, hours: IMPACT_HOURS }));
}

/** May this version be pushed now? Only after every target's own API server has taken it in a dry run, but for those that are away. */
export function canPush(facts: PushFacts): Gate {
  if (facts.isStopped) return refused("WrongPhase", worded("RolloutsAreStopped"));
  if (facts.activePhase !== null) return refused("WrongPhase", worded("RolloutOnItsWay"));
  if (facts.version < 1 || facts.version > facts.latestVersion)
    return refused("NotFound", worded("PolicyVersionAbsent", { version: facts.version }));
  const [example] = facts.failedExamples;
  if (example !== undefined) {
    const { version, examples, failedExamples } = facts;
    return refused("GateRefused", worded("PolicyTestsFail", { version, examples, failed: failedExamples.length, example }));
  }
  if (facts.targets.length === 0) return refused("GateRefused", worded("PlacementEmpty"));
  const [unplaced] = facts.unplaced;
  if (unplaced !== undefined) return refused("GateRefused", worded("NoWaveFor", { cluster: unplaced }));
  if (facts.targets.every((name) => facts.away.has(name))) return refused("GateRefused", worded("AllTargetsAway"));
  for (const name of facts.targets) {
    const preview = facts.previews.get(name);
    if (facts.away.has(name) && preview?.state !== "refused") continue;
    if (!preview) return refused("GateRefused", worded("NotPreviewed", { cluster: name }));
    if (preview.state === "unreachable") return refused("GateRefused", worded("NotPreviewable", { cluster: name, said: textOf(preview) }));
    if (preview.state === "refused") return refused("GateRefused", worded("VersionRefused", { cluster: name, said: preview.message }));
  }
  return impactIsFresh(facts);
}

/** May a rollout be decided about by this person now? */
export function canDecideRollout(facts: {
  readonly phase: RolloutPhase;
  readonly requestedById: string;
  readonly approverId: string;
  /** Other accounts of the approver: two accounts are one pair of eyes. */
  readonly otherAccountIds: readonly string[];
}): Gate {
  if ([facts.approverId, ...facts.otherAccountIds].includes(facts.requestedById))
    return refused("ApproverIsRequester", worded("OwnRequest"));
  return facts.phase === "AwaitingApproval"
    ? met
    : refused("WrongPhase", worded("RolloutNotDecidable", { phase: worded(`Rollout${facts.phase}`) }));
}

/** May a rollout be halted now? */
export const canHaltRollout = (phase: RolloutPhase): Gate =>
  phase === "Running" || phase === "AwaitingApproval"
    ? met
    : refused("WrongPhase", worded("RolloutNotHaltable", { phase: worded(`Rollout${phase}`) }));
