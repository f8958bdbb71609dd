import type { DeploymentState, RolloutWave } from "@holdfast/contracts/policy";

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

/** How a wave stands by the states of its targets. */
export type WaveStanding = "moving" | "failed" | "done";

/**
 * How a wave stands. Clusters that are away hold it up only where no other has shown that the version works: then it waits for the first
 * of them to return.
 */
export function waveStanding(states: readonly DeploymentState[]): WaveStanding {
  if (states.includes("failed")) return "failed";
  const isReached = (state: DeploymentState) => state === "applied" || state === "removed";
  return states.some(isReached) && states.every((state) => isReached(state) || state === "awaitingReturn") ? "done" : "moving";
}
