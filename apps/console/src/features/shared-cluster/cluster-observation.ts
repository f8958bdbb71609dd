import type { LinkView } from "@holdfast/contracts/cluster";
import type { Observation } from "@holdfast/ui/rules/freshness";

const LIVE: Observation = { observedAt: 0, budgetMs: Number.POSITIVE_INFINITY };

/**
 * How far what is shown of a cluster may be trusted. While its agent is connected every change is told, so nothing ages; without
 * a link the rows are the last that was known, and stale from the last sign of life on.
 */
export const clusterObservation = (link: Pick<LinkView, "state" | "lastHeartbeatAt">): Observation =>
  link.state === "connected" ? LIVE : { observedAt: link.lastHeartbeatAt, budgetMs: 0 };
