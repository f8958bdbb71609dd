import type { FleetOverview } from "@holdfast/contracts/fleet";
import { healthOf } from "../shared-cluster/cluster-health";
import { readinessOf } from "../shared-failover/readiness";
import { shownLink } from "../shared-status/shown-link";
import { attentionOf } from "./attention";

/** The first answer of the home page: is anything wrong, and how much of it. */
export type FleetVerdict =
  | { readonly word: "unreachable" | "linkUnknown" | "critical" | "degraded" | "warning"; readonly count: number; readonly total: number }
  | { readonly word: "well"; readonly count: number; readonly total: number };

/** The worst that is true of the fleet. Clusters that wait for their first agent, were revoked, or may be away are nobody's alarm. */
export function fleetVerdict({ clusters }: Pick<FleetOverview, "clusters">, nowMs = Date.now()): FleetVerdict {
  const total = clusters.length;
  const linked = (state: string) => clusters.filter(({ cluster }) => shownLink(cluster.link, nowMs) === state).length;
  const attention = attentionOf(clusters, nowMs).filter((each) => each.kind === "finding");
  const of = (severity: string) => attention.filter((each) => each.severity === severity).length;
  const degraded = clusters.filter((each) => ["Degraded", "Missing", "Unknown"].includes(healthOf(each) ?? "")).length;
  const worst = (
    [
      ["unreachable", linked("unreachable")],
      ["linkUnknown", linked("unknown")],
      ["critical", of("critical")],
      ["degraded", degraded],
      ["warning", of("warning")],
    ] as const
  ).find(([, count]) => count > 0);
  return worst ? { word: worst[0], count: worst[1], total } : { word: "well", count: linked("connected"), total };
}

/** The second answer: can we fail over. */
export interface ReadinessVerdict {
  readonly word: "none" | "running" | "blocked" | "unevaluated" | "warned" | "ready";
  readonly count: number;
  readonly total: number;
}

/** The worst that is true of the plans; a run that is on its way comes before everything. */
export function readinessVerdict({ plans }: Pick<FleetOverview, "plans">): ReadinessVerdict {
  const total = plans.length;
  const count = (is: (plan: FleetOverview["plans"][number]) => boolean) => plans.filter(is).length;
  const running = count((plan) => plan.activeRunId !== null);
  const blocked = count((plan) => readinessOf(plan.evaluation) === "blocked");
  const unevaluated = count((plan) => readinessOf(plan.evaluation) === "unevaluated");
  const warned = count((plan) => readinessOf(plan.evaluation) === "warned");
  if (total === 0) return { word: "none", count: 0, total };
  if (running > 0) return { word: "running", count: running, total };
  if (blocked > 0) return { word: "blocked", count: blocked, total };
  if (unevaluated > 0) return { word: "unevaluated", count: unevaluated, total };
  if (warned > 0) return { word: "warned", count: warned, total };
  return { word: "ready", count: total, total };
}
