import type { RolloutWave } from "@holdfast/contracts/policy";

/** The order in which a policy reaches the fleet: test first; production and DR together, so that they stay alike, after a second person agrees. */
export const defaultWaves: readonly RolloutWave[] = [
  { name: "test", environments: ["test"], needsApproval: false },
  { name: "production and DR", environments: ["production", "dr"], needsApproval: true },
];

/** The waves that have a target, and for every target the number of its wave among them. */
export function placeTargets<T extends { readonly environment: string }>(
  waves: readonly RolloutWave[],
  targets: readonly T[],
): { waves: RolloutWave[]; waveOf: Map<T, number> } {
  const used = waves.filter((wave) => targets.some((target) => wave.environments.includes(target.environment)));
  return {
    waves: used,
    waveOf: new Map(targets.map((target) => [target, used.findIndex((wave) => wave.environments.includes(target.environment))])),
  };
}
