import type { PlanListRow } from "@holdfast/contracts/failover";
import type { FleetCluster } from "@holdfast/contracts/fleet";

/** Two sites between which plans can move what they protect, and those plans. */
export interface Pair {
  readonly primaryName: string;
  readonly standbyName: string;
  /** The clusters, as far as the reader may see them. */
  readonly primary: FleetCluster | undefined;
  readonly standby: FleetCluster | undefined;
  readonly plans: readonly PlanListRow[];
}

/** The pairs in the order of their names. Opposite directions are two pairs: each is a way of its own. */
export function pairsOf(plans: readonly PlanListRow[], clusters: readonly FleetCluster[]): Pair[] {
  const byName = new Map(clusters.map((each) => [each.cluster.name, each]));
  const pairs = new Map<string, PlanListRow[]>();
  for (const plan of plans) {
    const key = `${plan.primaryName} ${plan.standbyName}`;
    pairs.set(key, [...(pairs.get(key) ?? []), plan]);
  }
  return [...pairs.entries()]
    .toSorted(([a], [b]) => a.localeCompare(b, "en"))
    .map(([key, members]) => {
      const [primaryName = "", standbyName = ""] = key.split(" ");
      return { primaryName, standbyName, primary: byName.get(primaryName), standby: byName.get(standbyName), plans: members };
    });
}
