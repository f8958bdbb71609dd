import type { FleetCluster, HealthCounts } from "@holdfast/contracts/fleet";
import type { Health } from "@holdfast/contracts/health";

/** From best to worst, as the contract orders them; written here so that a page needs no schema to compare two words. */
const order: readonly Health[] = ["Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown"];

/** The health of a whole by what it holds: the worst of all parts. What people suspended on purpose counts as healthy; null for nothing. */
export function worstHealth(parts: readonly HealthCounts[]): Health | null {
  if (parts.every((part) => part.total === 0)) return null;
  const present = (health: Health) => parts.some((part) => (part.byHealth[health] ?? 0) > 0);
  return order.findLast((health) => health !== "Suspended" && present(health)) ?? "Healthy";
}

/** How many of a kind are not as they should be. */
export const troubled = ({ total, byHealth }: HealthCounts): number => total - (byHealth.Healthy ?? 0) - (byHealth.Suspended ?? 0);

/** The healths other than `Healthy` that are there, the worst first. */
export const unhealthyParts = ({ byHealth }: HealthCounts): { health: Health; count: number }[] =>
  order
    .filter((health) => health !== "Healthy" && (byHealth[health] ?? 0) > 0)
    .map((health) => ({ health, count: byHealth[health] ?? 0 }))
    .reverse();

/** The health of one cluster by what it runs; null where nothing vouches for it. */
export const healthOf = ({ cluster, nodes, workloads, pods }: FleetCluster): Health | null =>
  cluster.link.state === "connected" ? worstHealth([nodes, workloads, pods]) : null;
