import type { FleetOverview } from "@holdfast/contracts/fleet";
import { Health } from "@holdfast/contracts/health";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { listApprovals } from "../failover/list-approvals";
import { listPlans } from "../failover/list-plans";
import { listClusters } from "./list-clusters";
import { recentChanges } from "./recent-changes";

const COUNTED = ["nodes", "pods", "deployments.apps", "statefulsets.apps", "daemonsets.apps"];

type Counts = { total: number; byHealth: Partial<Record<Health, number>> };

const sum = (rows: readonly { health: Health; count: number }[]): Counts => ({
  total: rows.reduce((total, row) => total + row.count, 0),
  byHealth: Object.fromEntries(
    Health.options.flatMap((health) => {
      const count = rows.filter((row) => row.health === health).reduce((total, row) => total + row.count, 0);
      return count > 0 ? [[health, count]] : [];
    }),
  ),
});

/** The home page in one answer: every cluster the caller sees with its counts and findings, the pairs, what waits, what changed. */
export async function fleetOverview(ctx: ServiceContext): Promise<FleetOverview> {
  const ids = (await visibleClusters(ctx, "fleet:read")).map((cluster) => cluster.id);
  const [clusters, counts, findings, plans, approvals, changes] = await Promise.all([
    listClusters(ctx),
    ctx.db.prisma.inventoryCount.findMany({ where: { clusterId: { in: ids }, resource: { in: COUNTED }, count: { gt: 0 } } }),
    ctx.db.prisma.clusterFinding.findMany({
      where: { clusterId: { in: ids }, resolvedAt: null },
      orderBy: [{ severity: "asc" }, { firstSeenAt: "desc" }],
    }),
    listPlans(ctx),
    listApprovals(ctx),
    recentChanges(ctx, ids),
  ]);
  return {
    clusters: clusters.map((cluster) => {
      const own = counts.filter((row) => row.clusterId === cluster.id);
      return {
        cluster,
        nodes: sum(own.filter((row) => row.resource === "nodes")),
        pods: sum(own.filter((row) => row.resource === "pods")),
        workloads: sum(own.filter((row) => row.resource !== "nodes" && row.resource !== "pods")),
        findings: findings
          .filter((finding) => finding.clusterId === cluster.id)
          .map(({ code, object, severity, message, firstSeenAt }) => ({
            code,
            object,
            severity: severity as "info",
            message,
            firstSeenAt,
          })),
      };
    }),
    plans,
    approvals,
    changes,
    clock: ctx.now(),
  };
}
