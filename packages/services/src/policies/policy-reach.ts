import { Environment } from "@holdfast/contracts/cluster";
import type { DeploymentState, PolicyReach } from "@holdfast/contracts/policy";

/** A cluster as a policy sees it: chosen or not, and what it has. */
export interface ReachedCluster {
  readonly environment: Environment;
  readonly isPlaced: boolean;
  readonly deployment: { readonly version: number; readonly state: string } | null;
}

const troubled: readonly string[] = ["drifted", "failed", "unknown"] satisfies DeploymentState[];

/** How far a policy has come, by environment in the order of the contract; environments that it does not concern are left out. */
export function policyReach(clusters: readonly ReachedCluster[], latestVersion: number): PolicyReach[] {
  return Environment.options.flatMap((environment) => {
    const own = clusters.filter((cluster) => cluster.environment === environment && (cluster.isPlaced || cluster.deployment !== null));
    if (own.length === 0) return [];
    return [
      {
        environment,
        placed: own.filter((cluster) => cluster.isPlaced).length,
        enforced: own.filter((cluster) => cluster.deployment !== null).length,
        atLatest: own.filter((cluster) => cluster.deployment?.version === latestVersion).length,
        troubled: own.filter((cluster) => troubled.includes(cluster.deployment?.state ?? "")).length,
      },
    ];
  });
}
