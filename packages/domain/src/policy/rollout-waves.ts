import type { RolloutWave } from "@holdfast/contracts/policy";
import type { RolloutStrategy, StrategyWave } from "@holdfast/contracts/rollout-strategy";
import { matchesCluster, type SelectableCluster } from "../selector/matches-cluster";

/** A cluster that a wave may choose. One that is away is not the first to be sent anything. */
export interface WaveCluster extends SelectableCluster {
  readonly isAway?: boolean;
}

/** The waves that have a cluster, for every cluster the number of its wave, and the clusters that no wave chooses. */
export interface PlacedWaves<T> {
  readonly waves: RolloutWave[];
  readonly waveOf: ReadonlyMap<T, number>;
  readonly unplaced: readonly T[];
}

/** What no policy reaches before a second person agreed, whatever its strategy says: who writes a strategy also pushes by it. */
const isGuarded = ({ environment }: WaveCluster) => environment !== "test";

/** A yes that was given once counts for the waves that ask for one, not for those that want one of their own. */
function approvals(waves: readonly { readonly wave: StrategyWave; readonly own: readonly WaveCluster[] }[]): boolean[] {
  let isAgreed = false;
  return waves.map(({ wave: { approval }, own }) => {
    const isAsked = approval === "once" || own.some(isGuarded);
    const isNeeded = approval === "always" || (isAsked && !isAgreed);
    isAgreed ||= isNeeded;
    return isNeeded;
  });
}

/** Sorts clusters into the waves of a strategy. The first wave begins with one cluster alone where the strategy wants that. */
export function placeTargets<T extends WaveCluster>(
  { waves, firstAlone }: Pick<RolloutStrategy, "waves" | "firstAlone">,
  targets: readonly T[],
): PlacedWaves<T> {
  const chosen = new Map(targets.map((target) => [target, waves.find(({ clusters }) => matchesCluster(clusters, target))]));
  const used = waves.flatMap((wave) => {
    const own = targets.filter((target) => chosen.get(target) === wave);
    return own.length > 0 ? [{ wave, own }] : [];
  });
  const needed = approvals(used);
  const placed = used.flatMap(({ wave, own }, index) => {
    const first = own.find(({ isAway }) => isAway !== true) ?? own[0];
    if (!firstAlone || index > 0 || own.length === 1 || first === undefined)
      return [{ wave, own, needsApproval: needed[index] ?? false, isFirst: false }];
    const rest = own.filter((target) => target !== first);
    return [
      { wave, own: [first], needsApproval: needed[index] ?? false, isFirst: true },
      { wave, own: rest, needsApproval: false, isFirst: false },
    ];
  });
  return {
    waves: placed.map(({ wave, own, needsApproval, isFirst }) => ({
      name: isFirst ? `${wave.name}, first cluster` : wave.name,
      environments: [...new Set(own.map(({ environment }) => environment))],
      clusters: own.map(({ name }) => name),
      needsApproval,
      soakSeconds: wave.soakSeconds,
      gate: wave.gate,
    })),
    waveOf: new Map(placed.flatMap(({ own }, index) => own.map((target): [T, number] => [target, index]))),
    unplaced: targets.filter((target) => chosen.get(target) === undefined),
  };
}
