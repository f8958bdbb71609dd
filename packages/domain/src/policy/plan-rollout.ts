import type { PolicyObject } from "@holdfast/contracts/policy-object";
import type { RolloutStrategy, RolloutTerms } from "@holdfast/contracts/rollout-strategy";
import { stagesOf } from "./ladder";
import { type PlacedWaves, placeTargets, type WaveCluster } from "./rollout-waves";

/** The waves of a rollout, and what it keeps of its strategy besides. */
export interface PlannedRollout<T> extends Pick<PlacedWaves<T>, "waves" | "waveOf"> {
  readonly terms: RolloutTerms;
}

/** A push goes through everything that the strategy asks for. */
export function planPush<T extends WaveCluster>(
  strategy: RolloutStrategy,
  clusters: readonly T[],
  objects: readonly PolicyObject[],
): PlannedRollout<T> {
  const { maxConcurrent, failureBudget, onFailure, freezes, ladder } = strategy;
  const stages = stagesOf(ladder, objects);
  return { ...placeTargets(strategy, clusters), terms: { maxConcurrent, failureBudget, onFailure, freezes, stages, isThorough: false } };
}

/** A person takes clusters back: by the same waves and their approvals, but nothing that is only there to try a new version. */
export function planRollBack<T extends WaveCluster>(strategy: RolloutStrategy, clusters: readonly T[]): PlannedRollout<T> {
  const tried = strategy.waves.map((wave) => ({ ...wave, soakSeconds: 0, gate: null }));
  // A cluster that got the policy when the waves were others is taken back as well, at the end.
  const others = { name: "others", clusters: {}, approval: "once" as const, soakSeconds: 0, gate: null };
  return {
    ...placeTargets({ waves: [...tried, others], firstAlone: strategy.firstAlone }, clusters),
    terms: {
      ...{ maxConcurrent: strategy.maxConcurrent, failureBudget: strategy.failureBudget, onFailure: "halt", freezes: [] },
      ...{ stages: ["enforce"], isThorough: false },
    },
  };
}

/** What a rollout keeps that takes the clusters of a failed one back: all of them, at once, whatever fails. */
export const restoreTerms: RolloutTerms = {
  ...{ maxConcurrent: 1000, failureBudget: 0, onFailure: "halt", freezes: [], stages: ["enforce"], isThorough: true },
};
