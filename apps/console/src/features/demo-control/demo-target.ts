import type { ClusterView } from "@holdfast/contracts/cluster";

/** The cluster that an outage would hit: the chosen one, else the first for production, else the first. */
export const targetOf = (clusters: readonly ClusterView[], chosen: string | null): ClusterView | undefined =>
  clusters.find((cluster) => cluster.name === chosen) ?? clusters.find((cluster) => cluster.environment === "production") ?? clusters[0];
