import type { ClusterView } from "@holdfast/contracts/cluster";
import type { FindingView, FleetCluster, HealthCounts } from "@holdfast/contracts/fleet";
import { Health } from "@holdfast/contracts/health";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import type { ServiceContext } from "../context/service-context";

const WORKLOADS = ["deployments.apps", "statefulsets.apps", "daemonsets.apps"];
const COUNTED = ["nodes", "pods", ...WORKLOADS];

const sum = (rows: readonly { health: Health; count: number }[]): HealthCounts => ({
  total: rows.reduce((total, row) => total + row.count, 0),
  byHealth: Object.fromEntries(
    Health.options.flatMap((health) => {
      const count = rows.filter((row) => row.health === health).reduce((total, row) => total + row.count, 0);
      return count > 0 ? [[health, count]] : [];
    }),
  ),
});

/** Rows by the cluster that they are of. */
function byCluster<Row extends { clusterId: string }>(rows: readonly Row[]): (id: string) => Row[] {
  const lists = new Map<string, Row[]>();
  for (const row of rows) lists.set(row.clusterId, [...(lists.get(row.clusterId) ?? []), row]);
  return (id) => lists.get(id) ?? [];
}

/** The clusters with how much they run, by health, and what was found of them and is not resolved, the most severe first. */
export async function withCounts(ctx: ServiceContext, clusters: readonly ClusterView[]): Promise<FleetCluster[]> {
  const ids = clusters.map((cluster) => cluster.id);
  const [counts, findings] = await Promise.all([
    ctx.db.prisma.inventoryCount.findMany({ where: { clusterId: { in: ids }, resource: { in: COUNTED }, count: { gt: 0 } } }),
    ctx.db.prisma.clusterFinding.findMany({
      where: { clusterId: { in: ids }, resolvedAt: null },
      orderBy: [{ severity: "asc" }, { firstSeenAt: "desc" }],
    }),
  ]);
  const [countsOf, findingsOf] = [byCluster(counts), byCluster(findings)];
  return clusters.map((cluster) => {
    const own = countsOf(cluster.id);
    const of = (...resources: string[]) => sum(own.filter((row) => resources.includes(row.resource)));
    return {
      cluster,
      nodes: of("nodes"),
      pods: of("pods"),
      workloads: of(...WORKLOADS),
      findings: findingsOf(cluster.id).map(({ code, object, severity, message, phrase, firstSeenAt }) => ({
        code,
        object,
        // The column is only written with the words of the contracts.
        severity: severity as FindingView["severity"],
        message,
        phrase: phraseOfRow(phrase),
        firstSeenAt,
      })),
    };
  });
}
