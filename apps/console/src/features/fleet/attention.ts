import type { LinkState } from "@holdfast/contracts/cluster";
import type { FindingView, FleetCluster } from "@holdfast/contracts/fleet";
import type { Health } from "@holdfast/contracts/health";
import { shownLink } from "../shared-status/shown-link";

type Severity = FindingView["severity"];

interface Common {
  readonly key: string;
  readonly severity: Severity;
  readonly clusterName: string;
  /** Null where the store keeps no instant. */
  readonly since: Date | null;
}

/** So many things of a kind that are not well. */
export interface Trouble {
  readonly kind: "nodes" | "workloads" | "pods";
  readonly health: Health;
  readonly count: number;
}

/** Something on the fleet that wants a person: a link that is lost, a finding, or things that are not well. */
export type Attention =
  | (Common & { readonly kind: "link"; readonly state: LinkState })
  | (Common & { readonly kind: "finding"; readonly finding: FindingView })
  | (Common & { readonly kind: "health"; readonly troubles: readonly Trouble[] });

const rank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };
const lost: Readonly<Partial<Record<LinkState, Severity>>> = { unreachable: "critical", unknown: "warning" };
/** What is on its way or rests on purpose wants nobody. */
const unwell: readonly Health[] = ["Unknown", "Degraded", "Missing"];

function troublesOf(of: FleetCluster): Trouble[] {
  if (of.cluster.link.state !== "connected") return [];
  return (["nodes", "workloads", "pods"] as const).flatMap((kind) =>
    unwell.flatMap((health) => {
      const count = of[kind].byHealth[health] ?? 0;
      return count > 0 ? [{ kind, health, count }] : [];
    }),
  );
}

function ofCluster(of: FleetCluster, nowMs: number): Attention[] {
  const { id, name: clusterName, link } = of.cluster;
  // An absence that is allowed wants nobody until it lasts too long.
  const shown = shownLink(link, nowMs);
  const severity = shown === "away" ? undefined : lost[shown];
  const troubles = troublesOf(of);
  return [
    ...(severity ? [{ kind: "link" as const, key: id, severity, clusterName, state: link.state, since: link.since }] : []),
    ...of.findings.map((finding) => ({
      kind: "finding" as const,
      key: `${id}/${finding.code}/${finding.object}`,
      severity: finding.severity,
      clusterName,
      finding,
      since: finding.firstSeenAt,
    })),
    ...(troubles.length > 0
      ? [{ kind: "health" as const, key: `${id}/health`, severity: "warning" as const, clusterName, troubles, since: null }]
      : []),
  ];
}

const newest = (at: Date | null) => at?.getTime() ?? 0;

/** All of it, the most severe first, and among equals what is newest: what just happened is what a person was woken for. */
export const attentionOf = (clusters: readonly FleetCluster[], nowMs = Date.now()): Attention[] =>
  clusters.flatMap((of) => ofCluster(of, nowMs)).sort((a, b) => rank[a.severity] - rank[b.severity] || newest(b.since) - newest(a.since));
