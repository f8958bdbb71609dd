import type { Environment } from "@holdfast/contracts/cluster";
import type { FleetCluster } from "@holdfast/contracts/fleet";
import { troubled } from "../shared-cluster/cluster-health";

/** One environment with its clusters: those that are drawn, and how many there are. */
export interface FleetLane {
  readonly environment: Environment;
  readonly shown: readonly FleetCluster[];
  readonly total: number;
}

const order: readonly Environment[] = ["production", "test", "dr"];

/** A lane draws so many cards; who has more clusters reads the list. */
const MOST_CARDS = 12;

const linkRank = { unreachable: 0, unknown: 1, awaitingAgent: 3, connected: 4, revoked: 5 } as const;

/** The smaller, the sooner a person should look: lost links, then findings and trouble, then the rest by name. */
function urgency({ cluster, findings, nodes, workloads, pods }: FleetCluster): number {
  const isTroubled = findings.some((finding) => finding.severity !== "info") || [nodes, workloads, pods].some((part) => troubled(part) > 0);
  return cluster.link.state === "connected" && isTroubled ? 2 : linkRank[cluster.link.state];
}

/** The three lanes, always all of them: an empty one says that there is no such cluster. A lane with few clusters keeps them by name. */
export const fleetLanes = (clusters: readonly FleetCluster[]): FleetLane[] =>
  order.map((environment) => {
    const all = clusters.filter(({ cluster }) => cluster.environment === environment);
    // Cards that change places under the reader's eyes are worse than a card too far down, so small lanes keep their order.
    const byName = all.toSorted((a, b) => a.cluster.name.localeCompare(b.cluster.name, "en"));
    const shown = all.length <= MOST_CARDS ? byName : byName.toSorted((a, b) => urgency(a) - urgency(b)).slice(0, MOST_CARDS);
    return { environment, shown, total: all.length };
  });
